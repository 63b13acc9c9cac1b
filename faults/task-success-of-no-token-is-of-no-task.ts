import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-success-of-no-token-is-of-no-task',
  breaks: 'sfn:SendTaskSuccess/error/InvalidToken',
  does: 'SendTaskSuccess refuses what is no token with TaskDoesNotExist.',
  source: 'MiniStack 1.5.33, run',
  install: renamed('SendTaskSuccess', 'InvalidToken', 'TaskDoesNotExist'),
};
