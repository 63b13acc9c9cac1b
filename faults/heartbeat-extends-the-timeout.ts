import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'heartbeat-extends-the-timeout',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/does-not-extend-the-timeout',
  does: 'A task that sends heartbeats has no end: TimeoutSeconds counts for nothing beside HeartbeatSeconds.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    reviseDefinition: eachState((state) =>
      state.HeartbeatSeconds === undefined ? state : without(state, 'TimeoutSeconds'),
    ),
  },
};
