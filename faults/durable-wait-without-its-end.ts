import type { Fault } from '../engine/fault.js';
import { detailsOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wait-without-its-end',
  breaks: 'durable:wait/scheduled-end',
  does: 'WaitStarted does not tell when the wait will end.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^WaitStarted$/, (details) => leaving(details, 'ScheduledEndTimestamp')),
};
