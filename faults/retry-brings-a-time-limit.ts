import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'retry-brings-a-time-limit',
  breaks: 'laws:unused-retry',
  does: 'A task that may be tried again has a TimeoutSeconds of 300, whatever its own is.',
  options: {
    reviseDefinition: eachOf('Task', (state) =>
      state.Retry === undefined ? state : { ...without(state, 'TimeoutSecondsPath'), TimeoutSeconds: 300 },
    ),
  },
};
