import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-runs-back',
  breaks: 'durable:history/time-does-not-run-back',
  does: 'The second event is earlier than the first.',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.map((event) =>
      event.EventId === 2 ? { ...event, EventTimestamp: event.EventTimestamp - 86_400 } : event,
    ),
  })),
};
