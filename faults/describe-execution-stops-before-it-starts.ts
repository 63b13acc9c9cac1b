import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-stops-before-it-starts',
  breaks: 'sfn:DescribeExecution/behaviour/succeeded',
  does: 'The stopDate of an execution is in whole seconds, and so may lie before its startDate.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.stopDate === 'number' ? { ...output, stopDate: Math.floor(output.stopDate) - 1 } : output,
    ),
  },
};
