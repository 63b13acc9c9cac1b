import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-or-equal-forgotten',
  breaks: 'asl:Choice/numeric',
  does: 'NumericGreaterThanEquals does not hold for equal numbers.',
  options: operators(
    /^NumericGreaterThanEquals/,
    (test) => (value, operand) => value !== operand && test(value, operand),
  ),
};
