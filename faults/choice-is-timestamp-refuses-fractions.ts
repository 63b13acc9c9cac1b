import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-timestamp-refuses-fractions',
  breaks: 'asl:Choice/timestamp-forms',
  does: 'IsTimestamp does not take a timestamp with a fraction of a second.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: operators(
    /^IsTimestamp$/,
    (test) => (value, operand) => test(typeof value === 'string' && /\.\d/.test(value) ? '' : value, operand),
  ),
};
