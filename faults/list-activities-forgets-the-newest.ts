import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-activities-forgets-the-newest',
  breaks: 'sfn:ListActivities/behaviour/lists-what-exists',
  does: 'The activity that was created last is not listed.',
  options: {
    rewriteResponse: answers('ListActivities', (output) => ({
      ...output,
      activities: output.nextToken === undefined ? (output.activities as unknown[]).slice(0, -1) : output.activities,
    })),
  },
};
