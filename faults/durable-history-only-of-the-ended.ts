import { invalidParameter } from '../engine/durable/error.js';
import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-only-of-the-ended',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/while-running',
  does: 'The history of a running execution is refused.',
  durable: handler('GetDurableExecutionHistory', (handle) => (account, input, caller) => {
    if (account.get(input.DurableExecutionArn).running) throw invalidParameter('The execution is still running.');
    return handle(account, input, caller);
  }),
};
