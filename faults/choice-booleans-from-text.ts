import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-booleans-from-text',
  breaks: 'asl:Choice/boolean-equals',
  does: 'BooleanEquals takes the text "true" for true.',
  options: operators(/^BooleanEquals/, (test) => (value, operand) => test(value === 'true' ? true : value, operand)),
};
