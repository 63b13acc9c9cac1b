import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-lost-by-a-refusal',
  breaks: 'durable:CheckpointDurableExecution/behaviour/refused-keeps-the-token',
  does: 'A checkpoint that is refused takes its token with it.',
  durable: insteadOf('CheckpointDurableExecution', 'InvalidParameterValueException', ({ account, input, refusal }) => {
    const execution = account.find(input.DurableExecutionArn);
    if (execution?.token === input.CheckpointToken) execution.mintToken();
    throw refusal;
  }),
};
