import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-state-any-token',
  breaks: 'durable:GetDurableExecutionState/behaviour/token-is-checked',
  does: 'The state of a running execution is read with any token.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/455',
  durable: insteadOf(
    'GetDurableExecutionState',
    'InvalidParameterValueException',
    ({ account, input, refusal, again }) => {
      const token = account.find(input.DurableExecutionArn)?.token;
      if (token === undefined || token === input.CheckpointToken) throw refusal;
      return again({ ...input, CheckpointToken: token });
    },
  ),
};
