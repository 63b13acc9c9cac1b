import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-failure-of-no-token-is-of-no-task',
  breaks: 'sfn:SendTaskFailure/error/InvalidToken',
  does: 'SendTaskFailure refuses what is no token with TaskDoesNotExist.',
  source: 'MiniStack 1.5.33, run',
  install: renamed('SendTaskFailure', 'InvalidToken', 'TaskDoesNotExist'),
};
