import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'activity-empty-poll-has-a-token',
  breaks: 'sfn:GetActivityTask/behaviour/empty-poll',
  does: 'A poll that gets no task is answered with a token that stands for nothing.',
  options: {
    rewriteResponse: answers('GetActivityTask', (output) =>
      output.taskToken === undefined ? { taskToken: 'none' } : output,
    ),
  },
};
