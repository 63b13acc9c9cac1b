import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retry-at-once',
  breaks: 'durable:step/pending-until-due',
  does: 'A retry does not wait for its delay.',
  durable: rule('steps', () => ({ retryDelayMs: () => 0 })),
};
