import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-timestamp-unknown',
  breaks: 'asl:Choice/is-type',
  does: 'IsTimestamp is not known: it never holds.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: operators(/^IsTimestamp$/, () => () => false),
};
