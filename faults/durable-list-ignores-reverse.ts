import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-ignores-reverse',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/reverse',
  does: 'Executions come newest first, whatever ReverseOrder says.',
  durable: rule('reading', () => ({ listNewestFirst: () => true })),
};
