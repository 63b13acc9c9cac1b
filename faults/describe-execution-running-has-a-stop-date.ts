import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-running-has-a-stop-date',
  breaks: 'sfn:DescribeExecution/behaviour/running',
  does: 'An execution that is open has a stopDate: when it began.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) => ({
      ...output,
      stopDate: output.stopDate ?? output.startDate,
    })),
  },
};
