import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-newest-first',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/oldest-first',
  does: 'The history comes newest first.',
  durable: rule('reading', () => ({ historyNewestFirst: (reverse) => reverse !== true })),
};
