import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-ids-from-zero',
  breaks: 'durable:history/ids-count-up',
  does: 'The first event has the id 0.',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.map((event) => ({ ...event, EventId: event.EventId - 1 })),
  })),
};
