import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wait-ends-at-once',
  breaks: 'durable:wait/invokes-when-due',
  does: 'A wait is over at once.',
  durable: rule('waits', () => ({ delayMs: () => 0 })),
};
