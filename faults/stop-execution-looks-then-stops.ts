import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';
import { storeAnswers } from './ways/store.js';

const stopped = new WeakMap<object, Set<string>>();

export const fault: Fault = {
  id: 'stop-execution-looks-then-stops',
  breaks: 'laws:one-order',
  does: 'Whether an execution runs is looked up first, and it is stopped only later: one that has ended meanwhile becomes ABORTED.',
  install(engine) {
    around('StopExecution', (handle) => async (input, call) => {
      const { account } = call;
      const record = account.execution(String(input.executionArn));
      const ran = record?.execution.status === 'RUNNING';
      await storeAnswers();
      if (ran && record.execution.status !== 'RUNNING') {
        const known = stopped.get(account) ?? new Set<string>();
        stopped.set(account, known.add(String(input.executionArn)));
      }
      return handle(input, call);
    })(engine);
    around('DescribeExecution', (handle) => async (input, call) => {
      const { output, outputDetails, ...rest } = await handle(input, call);
      if (stopped.get(call.account)?.has(String(input.executionArn))) return { ...rest, status: 'ABORTED' };
      return { ...rest, output, outputDetails };
    })(engine);
  },
};
