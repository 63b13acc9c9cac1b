import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-timestamps-unknown',
  breaks: 'asl:Choice/timestamp',
  does: 'The comparisons of instants are not known: they never hold.',
  source: 'https://github.com/floci-io/floci/pull/3002',
  options: operators(/^Timestamp/, () => () => false),
};
