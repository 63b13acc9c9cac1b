import type { Fault } from '../engine/fault.js';
import { detailsOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wait-without-duration',
  breaks: 'durable:wait/duration-in-events',
  does: 'WaitSucceeded does not tell the seconds.',
  durable: detailsOf(/^WaitSucceeded$/, (details) => leaving(details, 'Duration')),
};
