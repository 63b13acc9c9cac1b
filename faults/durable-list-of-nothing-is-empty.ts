import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-of-nothing-is-empty',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/unknown-function',
  does: 'The list of a function that does not exist is empty.',
  source: 'dex-local-runner 1.4.0, run',
  durable: insteadOf('ListDurableExecutionsByFunction', 'ResourceNotFoundException', () => ({ DurableExecutions: [] })),
};
