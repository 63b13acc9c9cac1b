import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-type-ignores-false',
  breaks: 'asl:Choice/is-type',
  does: 'A type test holds for its type also when it is said to be false.',
  source: 'aws-local-stepfunctions 3.0, run',
  options: operators(/^Is(Null|String|Numeric|Boolean|Timestamp)$/, (test) => (value) => test(value, true)),
};
