import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-ends-its-siblings',
  breaks: 'durable:StopDurableExecution/behaviour/one-execution-only',
  does: 'A stop ends all executions of the function.',
  durable: handler('StopDurableExecution', (handle) => (account, input, caller) => {
    const { functionName } = account.get(input.DurableExecutionArn).params;
    for (const sibling of account.list(functionName)) account.rules.ending.stop(sibling, {});
    return handle(account, input, caller);
  }),
};
