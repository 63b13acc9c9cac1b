import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-heartbeat-is-an-event',
  breaks: 'durable:callback/heartbeat-is-no-event',
  does: 'A heartbeat leaves another CallbackStarted.',
  durable: handler('SendDurableExecutionCallbackHeartbeat', (handle) => async (account, input, caller) => {
    const answer = await handle(account, input, caller);
    const { execution, record } = account.callback(input.CallbackId);
    execution.record('CallbackStarted', record, { CallbackId: record.callbackId });
    return answer;
  }),
};
