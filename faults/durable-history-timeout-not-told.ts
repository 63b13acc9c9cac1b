import type { Fault } from '../engine/fault.js';
import { detailsOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-timeout-not-told',
  breaks: 'durable:history/started-details',
  does: 'ExecutionStarted does not tell the timeout.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^ExecutionStarted$/, (details) => leaving(details, 'ExecutionTimeout')),
};
