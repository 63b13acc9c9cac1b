import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'machine-timeout-is-a-failure',
  breaks: 'asl:machine/timeout',
  does: 'An execution that runs out of time is shown as FAILED.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      output.status === 'TIMED_OUT' ? { ...output, status: 'FAILED' } : output,
    ),
  },
};
