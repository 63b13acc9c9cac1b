import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-token-unknown-accepted',
  breaks: 'sfn:SendTask/behaviour/unknown-token',
  does: 'A token that no task ever had is accepted.',
  install: insteadOf(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'], 'InvalidToken', () => ({})),
};
