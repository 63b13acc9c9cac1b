import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-says-stopped-of-the-failed',
  breaks: 'durable:history/status-agrees',
  does: 'An execution that has failed ends with ExecutionStopped.',
  durable: recorded((event) => (event.type === 'ExecutionFailed' ? { ...event, type: 'ExecutionStopped' } : event)),
};
