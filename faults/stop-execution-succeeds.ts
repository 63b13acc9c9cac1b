import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'stop-execution-succeeds',
  breaks: 'sfn:StopExecution/behaviour/aborts',
  does: 'An execution that is stopped ends as SUCCEEDED.',
  source: 'https://github.com/getmoto/moto/issues/2846',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      output.status === 'ABORTED' ? { ...output, status: 'SUCCEEDED' } : output,
    ),
  },
};
