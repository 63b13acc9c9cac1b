import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-applies-the-half',
  breaks: 'durable:CheckpointDurableExecution/behaviour/all-or-nothing',
  does: 'The updates before one that is refused are applied.',
  source: 'MiniStack 1.5.33, read',
  durable: insteadOf(
    'CheckpointDurableExecution',
    'InvalidParameterValueException',
    async ({ account, input, refusal, again }) => {
      const { Updates = [], CheckpointToken } = input;
      const execution = account.find(input.DurableExecutionArn);
      if (execution === undefined || Updates.length < 2 || execution.token !== CheckpointToken) throw refusal;
      try {
        for (const update of Updates) {
          await again({ ...input, CheckpointToken: execution.token ?? '', Updates: [update] });
        }
      } finally {
        execution.token = CheckpointToken;
      }
      throw refusal;
    },
  ),
};
