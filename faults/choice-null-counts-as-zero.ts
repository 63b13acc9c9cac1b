import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-null-counts-as-zero',
  breaks: 'asl:Choice/numeric',
  does: 'A value of null is compared as 0.',
  source: 'stepfunctions-local 1.3.1, run',
  options: operators(/^Numeric/, (test) => (value, operand) => test(value ?? 0, operand)),
};
