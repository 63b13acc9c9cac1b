import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-answers-at-once',
  breaks: 'sfn:StartSyncExecution/behaviour/answers-at-the-end',
  does: 'StartSyncExecution answers without the output.',
  options: { rewriteResponse: answers('StartSyncExecution', (output) => leaving(output, 'output', 'outputDetails')) },
};
