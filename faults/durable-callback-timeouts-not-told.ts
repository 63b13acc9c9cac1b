import type { Fault } from '../engine/fault.js';
import { detailsOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-timeouts-not-told',
  breaks: 'durable:callback/timeouts-in-events',
  does: 'CallbackStarted does not tell the timeouts.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^CallbackStarted$/, (details) => leaving(details, 'Timeout', 'HeartbeatTimeout')),
};
