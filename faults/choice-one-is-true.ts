import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-one-is-true',
  breaks: 'asl:Choice/boolean-equals',
  does: 'BooleanEquals takes 1 for true and 0 for false.',
  source: 'MiniStack 1.5.33, run',
  options: operators(
    /^BooleanEquals$/,
    (test) => (value, operand) => test(value === 1 ? true : value === 0 ? false : value, operand),
  ),
};
