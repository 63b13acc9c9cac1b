import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-without-error',
  breaks: 'sfn:DescribeExecution/behaviour/error-and-cause',
  does: 'An execution that failed says neither error nor cause.',
  source: 'https://github.com/aws-samples/aws-stepfunctions-examples/issues/76',
  options: { rewriteResponse: answers('DescribeExecution', (output) => leaving(output, 'error', 'cause')) },
};
