import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-for-the-past-for-ever',
  breaks: 'asl:Wait/past-timestamp',
  does: 'A Wait state whose instant has passed waits for a day.',
  options: {
    rules: { waitOver: () => false, waitUntil: (entered, seconds) => entered + seconds * 1000 },
    reviseDefinition: eachOf('Wait', (state) =>
      state.Timestamp === undefined && state.TimestampPath === undefined
        ? state
        : { ...without(state, 'Timestamp', 'TimestampPath'), Seconds: 86_400 },
    ),
  },
};
