import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-of-nothing-is-empty',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/unknown-function',
  does: 'The list of a function that does not exist is empty.',
  durable: insteadOf('ListDurableExecutionsByFunction', 'ResourceNotFoundException', () => ({ DurableExecutions: [] })),
};
