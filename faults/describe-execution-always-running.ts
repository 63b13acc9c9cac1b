import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-always-running',
  breaks: 'sfn:DescribeExecution/behaviour/succeeded',
  does: 'An execution is RUNNING for ever.',
  source: 'https://github.com/getmoto/moto/issues/6154',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) => ({
      ...leaving(output, 'stopDate', 'output'),
      status: 'RUNNING',
    })),
  },
};
