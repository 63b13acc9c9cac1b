import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-of-nothing-is-empty',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/unknown',
  does: 'The history of an execution that does not exist is empty.',
  durable: insteadOf('GetDurableExecutionHistory', 'ResourceNotFoundException', () => ({ Events: [] })),
};
