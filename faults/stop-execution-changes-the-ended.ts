import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

const stopped = new WeakMap<object, Set<string>>();

export const fault: Fault = {
  id: 'stop-execution-changes-the-ended',
  breaks: 'sfn:Execution/behaviour/terminal-is-final',
  does: 'Stopping an execution that has ended makes it ABORTED.',
  source: 'stepfunctions-local 1.3.1, run',
  install(engine) {
    around('StopExecution', (handle) => (input, call) => {
      const known = stopped.get(call.account) ?? new Set<string>();
      stopped.set(call.account, known.add(String(input.executionArn)));
      return handle(input, call);
    })(engine);
    around('DescribeExecution', (handle) => async (input, call) => {
      const output = await handle(input, call);
      return stopped.get(call.account)?.has(String(input.executionArn)) ? { ...output, status: 'ABORTED' } : output;
    })(engine);
  },
};
