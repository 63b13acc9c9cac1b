import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-has-another-cause',
  breaks: 'history:agrees-with-describe',
  does: 'DescribeExecution tells the cause of a failure with the words "Error: " before it.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.cause === 'string' ? { ...output, cause: `Error: ${output.cause}` } : output,
    ),
  },
};
