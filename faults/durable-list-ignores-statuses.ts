import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-ignores-statuses',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/by-status',
  does: 'Statuses is ignored.',
  source: 'dex-local-runner 1.4.0, run',
  durable: rule('reading', () => ({ byStatus: () => true })),
};
