import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-ignores-the-name',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/by-name',
  does: 'DurableExecutionName is ignored.',
  durable: rule('reading', () => ({ byName: () => true })),
};
