import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-takes-children-along',
  breaks: 'durable:StopDurableExecution/behaviour/child-goes-on',
  does: 'A stop ends the executions that the execution has invoked.',
  durable: handler('StopDurableExecution', (handle) => async (account, input, caller) => {
    const answer = await handle(account, input, caller);
    const { history } = account.get(input.DurableExecutionArn);
    for (let id = 1; id <= history.length; id++) {
      const child = history.event(id).ChainedInvokeStartedDetails?.DurableExecutionArn;
      if (child !== undefined) account.rules.ending.stop(account.get(child), {});
    }
    return answer;
  }),
};
