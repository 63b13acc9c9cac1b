import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-wraps-the-output',
  breaks: 'sfn:DescribeExecution/behaviour/agrees-with-history',
  does: 'The output that is shown is an object around the one of the history.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.output === 'string'
        ? { ...output, output: JSON.stringify({ result: JSON.parse(output.output) }) }
        : output,
    ),
  },
};
