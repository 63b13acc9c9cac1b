import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-times-go-back',
  breaks: 'history:timestamps-do-not-go-back',
  does: 'The event that ends an execution carries the time of its start less a second.',
  options: {
    rewriteResponse: eachEvent((event, _index, events) =>
      /^Execution(Succeeded|Failed)$/.test(event.type)
        ? { ...event, timestamp: (events[0]?.timestamp ?? 1) - 1 }
        : event,
    ),
  },
};
