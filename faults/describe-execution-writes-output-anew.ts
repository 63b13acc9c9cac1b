import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-writes-output-anew',
  breaks: 'sfn:DescribeExecution/behaviour/agrees-with-history',
  does: 'The output is written with other spaces than in the history.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.output === 'string'
        ? { ...output, output: JSON.stringify(JSON.parse(output.output), undefined, 1) }
        : output,
    ),
  },
};
