import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-two-details',
  breaks: 'durable:history/own-details',
  does: 'Every event has the details of a StepStarted too.',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.map((event) => ({ ...event, StepStartedDetails: {} })),
  })),
};
