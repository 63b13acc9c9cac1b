import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-task-exit-points-at-its-entry',
  breaks: 'history:task-exit-follows-an-attempt',
  does: 'The exit of a Task state points at its entry.',
  options: {
    rewriteResponse: eachEvent((event, _index, events) => {
      if (event.type !== 'TaskStateExited') return event;
      const entered = events.findLast(({ id, type }) => id < event.id && type === 'TaskStateEntered');
      return { ...event, previousEventId: entered?.id ?? event.previousEventId };
    }),
  },
};
