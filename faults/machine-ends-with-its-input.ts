import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'machine-ends-with-its-input',
  breaks: 'asl:machine/end',
  does: 'The output of an execution is its input.',
  source: 'https://github.com/sivchari/kumo/issues/653',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      output.status === 'SUCCEEDED' ? { ...output, output: output.input } : output,
    ),
  },
};
