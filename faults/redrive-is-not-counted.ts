import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'redrive-is-not-counted',
  breaks: 'sfn:RedriveExecution/behaviour/count',
  does: 'The redriveCount is always 0.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      'redriveCount' in output ? { ...output, redriveCount: 0 } : output,
    ),
  },
};
