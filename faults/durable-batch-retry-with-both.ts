import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-retry-with-both',
  breaks: 'durable:batch/retry-has-one-outcome',
  does: 'A RETRY with an Error and a Payload is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('retryHasOneOutcome'),
};
