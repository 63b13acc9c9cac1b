import type { Fault } from '../engine/fault.js';
import { given, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-ignores-the-name',
  breaks: 'durable:Invoke/behaviour/uses-the-name',
  does: 'The name of an execution is ignored: each has a generated one.',
  source: 'MiniStack 1.5.33, read',
  durable: given('Invoke', (input) => leaving(input, 'DurableExecutionName')),
};
