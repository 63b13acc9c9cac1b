import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-unknown-is-404',
  breaks: 'durable:CheckpointDurableExecution/behaviour/unknown-execution',
  does: 'A checkpoint of an execution that does not exist is ResourceNotFoundException.',
  source: 'MiniStack 1.5.33, read',
  durable: insteadOf('CheckpointDurableExecution', 'InvalidParameterValueException', ({ account, input, refusal }) => {
    account.get(input.DurableExecutionArn);
    throw refusal;
  }),
};
