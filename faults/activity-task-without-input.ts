import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'activity-task-without-input',
  breaks: 'sfn:GetActivityTask/behaviour/hands-out-the-task',
  does: 'A worker is not told the input of its task.',
  options: { rewriteResponse: answers('GetActivityTask', (output) => leaving(output, 'input')) },
};
