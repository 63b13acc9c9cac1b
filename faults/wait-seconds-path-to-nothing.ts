import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-seconds-path-to-nothing',
  breaks: 'asl:Wait/seconds-path',
  does: 'A SecondsPath that selects nothing is passed over: the Wait state ends at once.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: {
    reviseDefinition: eachOf('Wait', (state) =>
      typeof state.SecondsPath === 'string' ? { ...without(state, 'SecondsPath'), Seconds: 0 } : state,
    ),
  },
};
