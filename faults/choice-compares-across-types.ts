import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-compares-across-types',
  breaks: 'asl:Choice/type-mismatch-is-false',
  does: 'An ordering of a value of another type is whatever the language of the emulator makes of it.',
  source: 'aws-local-stepfunctions 3.0, run',
  options: operators(/^Numeric(Less|Greater)Than(Equals)?(Path)?$/, (test, name) => (value, operand) => {
    if (typeof value === 'number' || value === undefined) return test(value, operand);
    return name.startsWith('NumericLess') ? Number(value) < Number(operand) : Number(value) > Number(operand);
  }),
};
