import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-numeric-paths-unknown',
  breaks: 'asl:Choice/paths',
  does: 'The orderings of numbers that end in Path are not known: they never hold.',
  source: 'https://github.com/ministackorg/ministack/pull/1674',
  options: operators(/^Numeric(Less|Greater)Than(Equals)?Path$/, () => () => false),
};
