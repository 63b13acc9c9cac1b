import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-times-out-after-its-end',
  breaks: 'durable:execution/ends-before-its-timeout',
  does: 'An execution that has ended becomes TIMED_OUT when its time is over.',
  durable: handler('GetDurableExecution', (handle) => async (account, input, caller) => {
    const answer = await handle(account, input, caller);
    const { params, startedAt, now } = account.get(input.DurableExecutionArn);
    return now >= startedAt + params.timeoutSeconds * 1_000 ? { ...answer, Status: 'TIMED_OUT' } : answer;
  }),
};
