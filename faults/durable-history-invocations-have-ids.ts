import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-invocations-have-ids',
  breaks: 'durable:history/invocations-have-no-id',
  does: 'InvocationCompleted has an Id.',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.map((event) => (event.EventType === 'InvocationCompleted' ? { ...event, Id: 'i' } : event)),
  })),
};
