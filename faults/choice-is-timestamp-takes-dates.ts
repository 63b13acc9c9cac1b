import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-timestamp-takes-dates',
  breaks: 'asl:Choice/is-type',
  does: 'IsTimestamp takes a date without a time.',
  source: 'MiniStack 1.5.33, run',
  options: operators(
    /^IsTimestamp$/,
    (test) => (value, operand) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? operand === true : test(value, operand),
  ),
};
