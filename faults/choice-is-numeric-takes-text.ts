import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-numeric-takes-text',
  breaks: 'asl:Choice/is-type',
  does: 'IsNumeric takes the text of a number for one.',
  options: operators(
    /^IsNumeric$/,
    (test) => (value, operand) =>
      typeof value === 'string' && value !== '' && !Number.isNaN(Number(value))
        ? operand === true
        : test(value, operand),
  ),
};
