import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-ignores-times',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/by-start',
  does: 'StartedAfter and StartedBefore are ignored.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('reading', () => ({ startedAfter: () => true, startedBefore: () => true })),
};
