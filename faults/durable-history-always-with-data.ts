import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-always-with-data',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/without-data',
  does: 'The history shows payloads, also when it is asked not to.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('reading', () => ({ withoutData: (event) => event })),
};
