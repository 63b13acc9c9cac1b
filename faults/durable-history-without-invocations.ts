import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-without-invocations',
  breaks: 'durable:history/invocation-details',
  does: 'The history has no InvocationCompleted.',
  source: 'MiniStack 1.4.21, run',
  durable: recorded((event) => (event.type === 'InvocationCompleted' ? undefined : event)),
};
