import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-task-scheduled-without-parameters',
  breaks: 'history:task-scheduled-details',
  does: 'TaskScheduled does not say the region, and not what the task is given.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'TaskScheduled'
        ? withDetails(event, (details) => leaving(details, 'parameters', 'region'))
        : event,
    ),
  },
};
