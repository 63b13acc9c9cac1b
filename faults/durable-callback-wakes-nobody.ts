import { eventData } from '../engine/durable/history.js';
import { finish } from '../engine/durable/operations/begin.js';
import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-wakes-nobody',
  breaks: 'durable:callback/succeeds',
  does: 'The answer of a callback does not invoke the function.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python-testing/pull/119',
  durable: handler('SendDurableExecutionCallbackSuccess', (handle) => (account, input, caller) => {
    const { execution, record } = account.callback(input.CallbackId);
    if (!execution.running || record.status !== 'STARTED') return handle(account, input, caller);
    finish(execution, record, 'SUCCEEDED');
    if (input.Result) record.result = input.Result;
    execution.record('CallbackSucceeded', record, { Result: eventData(input.Result) });
    execution.changed(record, 'function');
    return {};
  }),
};
