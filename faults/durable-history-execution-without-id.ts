import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-execution-without-id',
  breaks: 'durable:history/execution-id',
  does: 'The events of the execution itself have no Id.',
  source: 'MiniStack 1.5.33, read',
  durable: recorded(({ subject, ...event }) => ({
    ...event,
    ...(!event.type.startsWith('Execution') && subject && { subject }),
  })),
};
