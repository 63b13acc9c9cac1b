import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-waits-end-twice',
  breaks: 'durable:history/closed-once',
  does: 'WaitSucceeded is there twice.',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.flatMap((event) => (event.EventType === 'WaitSucceeded' ? [event, event] : [event])).map(
      (event, index) => ({ ...event, EventId: index + 1 }),
    ),
  })),
};
