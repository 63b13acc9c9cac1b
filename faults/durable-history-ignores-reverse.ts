import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-ignores-reverse',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/reverse',
  does: 'The history comes oldest first, whatever ReverseOrder says.',
  durable: rule('reading', () => ({ historyNewestFirst: () => false })),
};
