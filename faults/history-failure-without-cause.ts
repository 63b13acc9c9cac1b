import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-failure-without-cause',
  breaks: 'history:failure-names-the-failing-event',
  does: 'ExecutionFailed says the error of the task and not its cause.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed' ? withDetails(event, (details) => leaving(details, 'cause')) : event,
    ),
  },
};
