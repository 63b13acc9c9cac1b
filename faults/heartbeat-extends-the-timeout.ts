import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'heartbeat-extends-the-timeout',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/does-not-extend-the-timeout',
  does: 'A task that sends heartbeats has no end: TimeoutSeconds counts for nothing beside HeartbeatSeconds.',
  options: {
    reviseDefinition: eachState((state) =>
      state.HeartbeatSeconds === undefined ? state : without(state, 'TimeoutSeconds'),
    ),
  },
};
