import { asSeconds, renderOperation } from '../engine/durable/operations/record.js';
import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-state-still-read',
  breaks: 'durable:StopDurableExecution/behaviour/no-state-after',
  does: 'The invocation under way reads the state of an execution that was stopped.',
  source: 'MiniStack 1.5.33, run',
  durable: insteadOf('GetDurableExecutionState', 'InvalidParameterValueException', ({ account, input, refusal }) => {
    const execution = account.find(input.DurableExecutionArn);
    if (execution?.status !== 'STOPPED') throw refusal;
    return {
      Operations: [...execution.operations.values()].map((record) => renderOperation(record, asSeconds, account.rules)),
    };
  }),
};
