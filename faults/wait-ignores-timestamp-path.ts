import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-ignores-timestamp-path',
  breaks: 'asl:Wait/timestamp-path',
  does: 'A Wait state with a TimestampPath ends at once.',
  source: 'https://github.com/floci-io/floci/issues/3958',
  options: {
    reviseDefinition: eachOf('Wait', (state) =>
      state.TimestampPath === undefined ? state : { ...without(state, 'TimestampPath'), Seconds: 0 },
    ),
  },
};
