import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-heartbeat-takes-the-timeout-away',
  breaks: 'durable:callback/heartbeat-does-not-extend-the-timeout',
  does: 'A callback that had a heartbeat does not time out any more.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python-testing/issues/44',
  durable: handler('SendDurableExecutionCallbackHeartbeat', (handle) => async (account, input, caller) => {
    const answer = await handle(account, input, caller);
    const { record } = account.callback(input.CallbackId);
    record.stopTimeout();
    delete record.timeoutAt;
    return answer;
  }),
};
