import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-failed-has-output',
  breaks: 'sfn:DescribeExecution/behaviour/failed-has-no-output',
  does: 'An execution that failed has an output: its input.',
  source: 'MiniStack 1.4.21, run',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      output.status === 'FAILED' ? { ...output, output: output.input } : output,
    ),
  },
};
