import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

/** What was told that it is stopped, with the date, until it really ends. */
const told = new WeakMap<object, Map<string, number>>();
const toldIn = (account: object): Map<string, number> => {
  const known = told.get(account) ?? new Map<string, number>();
  told.set(account, known);
  return known;
};

export const fault: Fault = {
  id: 'stop-execution-only-relabels',
  breaks: 'sfn:Execution/behaviour/terminal-is-final',
  does: 'An execution that was stopped goes on, and in the end it is SUCCEEDED.',
  source: 'https://github.com/floci-io/floci/issues/2734',
  install(engine) {
    around('StopExecution', (handle) => (input, call) => {
      const arn = String(input.executionArn);
      if (call.account.execution(arn)?.execution.status !== 'RUNNING') return handle(input, call);
      const stopDate = call.account.now / 1000;
      toldIn(call.account).set(arn, stopDate);
      return { stopDate };
    })(engine);
    around('DescribeExecution', (handle) => async (input, call) => {
      const output = await handle(input, call);
      const stopDate = toldIn(call.account).get(String(input.executionArn));
      return stopDate !== undefined && output.status === 'RUNNING'
        ? { ...output, status: 'ABORTED', stopDate }
        : output;
    })(engine);
  },
};
