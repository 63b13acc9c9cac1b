import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-ignores-timestamp',
  breaks: 'asl:Wait/timestamp',
  does: 'A Wait state with a Timestamp ends at once.',
  source: 'https://github.com/floci-io/floci/issues/3958',
  options: {
    reviseDefinition: eachOf('Wait', (state) =>
      state.Timestamp === undefined ? state : { ...without(state, 'Timestamp'), Seconds: 0 },
    ),
  },
};
