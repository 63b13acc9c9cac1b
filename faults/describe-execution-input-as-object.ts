import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-input-as-object',
  breaks: 'sfn:DescribeExecution/response/input/type',
  does: 'The input is an object in place of JSON text.',
  source: 'https://github.com/ChristopheBougere/stepfunctions-local/pull/20',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.input === 'string' ? { ...output, input: JSON.parse(output.input) } : output,
    ),
  },
};
