import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wait-cannot-be-cancelled',
  breaks: 'durable:wait/cancelled',
  does: 'A wait that is cancelled goes on.',
  durable: rule('transitions', () => ({ 'WAIT.CANCEL': () => {} })),
};
