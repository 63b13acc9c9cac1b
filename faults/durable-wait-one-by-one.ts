import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

let waits = 0;

export const fault: Fault = {
  id: 'durable-wait-one-by-one',
  breaks: 'durable:wait/together',
  does: 'Of waits that end at the same time each makes an invocation of its own.',
  durable: rule('waits', (right) => ({ delayMs: (seconds) => right.delayMs(seconds) + waits++ })),
};
