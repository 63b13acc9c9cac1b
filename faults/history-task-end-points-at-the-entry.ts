import type { Fault } from '../engine/fault.js';
import { both, pointing } from './ways/history.js';

export const fault: Fault = {
  id: 'history-task-end-points-at-the-entry',
  breaks: 'history:task-end-follows-its-start',
  does: 'TaskSucceeded and TaskFailed point at the entry of their state.',
  options: {
    rewriteResponse: both(pointing('TaskSucceeded', 'TaskStateEntered'), pointing('TaskFailed', 'TaskStateEntered')),
  },
};
