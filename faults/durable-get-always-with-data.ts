import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-always-with-data',
  breaks: 'durable:GetDurableExecution/behaviour/without-data',
  does: 'GetDurableExecution shows its data, also when it is asked not to.',
  source: 'MiniStack 1.5.33, read',
  durable: given('GetDurableExecution', (input) => ({ ...input, IncludeExecutionData: true })),
};
