import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-oldest-first',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/newest-first',
  does: 'Executions come oldest first.',
  source: 'dex-local-runner 1.4.0, run',
  durable: rule('reading', () => ({ listNewestFirst: (reverse) => reverse === true })),
};
