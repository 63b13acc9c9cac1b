import type { Fault } from '../engine/fault.js';
import { pointing } from './ways/history.js';

export const fault: Fault = {
  id: 'history-task-scheduled-points-at-the-start',
  breaks: 'history:task-scheduled-follows-entry-or-failure',
  does: 'TaskScheduled points at ExecutionStarted.',
  options: { rewriteResponse: pointing('TaskScheduled', 'ExecutionStarted') },
};
