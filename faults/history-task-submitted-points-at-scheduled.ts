import type { Fault } from '../engine/fault.js';
import { pointing } from './ways/history.js';

export const fault: Fault = {
  id: 'history-task-submitted-points-at-scheduled',
  breaks: 'history:task-submitted-follows-started',
  does: 'TaskSubmitted points at TaskScheduled.',
  options: { rewriteResponse: pointing('TaskSubmitted', 'TaskScheduled') },
};
