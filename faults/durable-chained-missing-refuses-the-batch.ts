import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-missing-refuses-the-batch',
  breaks: 'durable:chained-invoke/missing-function',
  does: 'A checkpoint with a chained invoke of a function that does not exist is refused.',
  durable: handler('CheckpointDurableExecution', (handle) => (account, input, caller) => {
    for (const { ChainedInvokeOptions } of input.Updates ?? []) {
      if (ChainedInvokeOptions !== undefined) account.functions.resolve(ChainedInvokeOptions.FunctionName);
    }
    return handle(account, input, caller);
  }),
};
