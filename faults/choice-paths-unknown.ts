import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-paths-unknown',
  breaks: 'asl:Choice/paths',
  does: 'The comparisons that end in Path are not known: they never hold.',
  source: 'https://github.com/floci-io/floci/pull/3002',
  options: operators(/Path$/, () => () => false),
};
