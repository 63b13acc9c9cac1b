import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-ends-twice',
  breaks: 'history:one-terminal-event-last',
  does: 'The event that ends an execution is there twice.',
  options: {
    rewriteResponse: eachEvent((event) =>
      /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(event.type)
        ? [event, { ...event, id: event.id + 1, previousEventId: event.id }]
        : event,
    ),
  },
};
