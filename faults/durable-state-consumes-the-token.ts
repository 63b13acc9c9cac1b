import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-state-consumes-the-token',
  breaks: 'durable:GetDurableExecutionState/behaviour/keeps-the-token',
  does: 'Reading the state consumes the token.',
  durable: handler('GetDurableExecutionState', (handle) => async (account, input, caller) => {
    const answer = await handle(account, input, caller);
    account.get(input.DurableExecutionArn).mintToken();
    return answer;
  }),
};
