import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { operators } from './ways/language.js';

const isScalar = (value: Json | undefined): boolean => typeof value === 'string' || typeof value === 'number';

export const fault: Fault = {
  id: 'choice-numbers-equal-their-text',
  breaks: 'asl:Choice/type-mismatch-is-false',
  does: 'A number equals its text.',
  source: 'aws-local-stepfunctions 3.0, run',
  options: operators(
    /^(String|Numeric)Equals/,
    (test) => (value, operand) => test(value, operand) || (isScalar(value) && String(value) === String(operand)),
  ),
};
