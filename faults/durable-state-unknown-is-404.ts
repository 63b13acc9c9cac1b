import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-state-unknown-is-404',
  breaks: 'durable:GetDurableExecutionState/behaviour/unknown-execution',
  does: 'The state of an execution that does not exist is ResourceNotFoundException.',
  source: 'MiniStack 1.5.33, read',
  durable: insteadOf('GetDurableExecutionState', 'InvalidParameterValueException', ({ account, input, refusal }) => {
    account.get(input.DurableExecutionArn);
    throw refusal;
  }),
};
