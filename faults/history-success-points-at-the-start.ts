import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-success-points-at-the-start',
  breaks: 'history:success-follows-an-exit',
  does: 'ExecutionSucceeded points at the entry of the last state.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionSucceeded'
        ? { ...event, previousEventId: Math.max(2, event.previousEventId - 1) }
        : event,
    ),
  },
};
