import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-never-with-data',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/with-data',
  does: 'The history never shows payloads.',
  durable: given('GetDurableExecutionHistory', (input) => ({ ...input, IncludeExecutionData: false })),
};
