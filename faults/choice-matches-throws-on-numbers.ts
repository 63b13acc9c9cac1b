import { StatesError } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-matches-throws-on-numbers',
  breaks: 'asl:Choice/type-mismatch-is-false',
  does: 'StringMatches of a value that is no string fails the execution.',
  source: 'aws-local-stepfunctions 3.0, run',
  options: operators(/^StringMatches$/, (test) => (value, operand) => {
    if (typeof value !== 'string') throw new StatesError('States.Runtime', 'The value is not a string.');
    return test(value, operand);
  }),
};
