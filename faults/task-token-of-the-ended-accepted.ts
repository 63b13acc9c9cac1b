import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-token-of-the-ended-accepted',
  breaks: 'sfn:SendTask/behaviour/token-of-an-ended-task',
  does: 'A token whose task has ended is accepted, and changes nothing.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'], 'TaskTimedOut', () => ({})),
};
