import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-runs-nothing',
  breaks: 'sfn:DescribeExecution/behaviour/running',
  does: 'An execution is SUCCEEDED as soon as it was started, whatever it should do.',
  source: 'https://github.com/stackshy/cloudemu/pull/375',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      output.status === 'RUNNING'
        ? { ...output, status: 'SUCCEEDED', stopDate: output.startDate, output: output.input }
        : output,
    ),
  },
};
