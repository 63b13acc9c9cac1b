import type { Fault } from '../engine/fault.js';
import { detailsOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retry-details-left-out',
  breaks: 'durable:StepSucceededDetails/RetryDetails/required',
  does: 'StepSucceeded tells nothing of the attempts.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^StepSucceeded$/, (details) => leaving(details, 'RetryDetails')),
};
