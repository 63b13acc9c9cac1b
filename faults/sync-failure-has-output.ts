import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-failure-has-output',
  breaks: 'sfn:StartSyncExecution/behaviour/failure',
  does: 'The answer for an EXPRESS execution that failed has an output.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: answers('StartSyncExecution', (output) =>
      output.status === 'FAILED' ? { ...output, output: JSON.stringify({ Error: output.error }) } : output,
    ),
  },
};
