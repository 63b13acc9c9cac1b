import type { Fault } from '../engine/fault.js';
import { pointing } from './ways/history.js';

export const fault: Fault = {
  id: 'history-task-started-points-at-the-entry',
  breaks: 'history:task-started-follows-scheduled',
  does: 'TaskStarted points at the entry of its state.',
  source: 'https://github.com/floci-io/floci/issues/2520',
  options: { rewriteResponse: pointing('TaskStarted', 'TaskStateEntered') },
};
