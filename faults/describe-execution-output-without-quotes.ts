import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-output-without-quotes',
  breaks: 'sfn:StartExecution/behaviour/any-json-input',
  does: 'An output that is a string is shown without the quotes of JSON.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) =>
      typeof output.output === 'string' && output.output.startsWith('"')
        ? { ...output, output: JSON.parse(output.output) as string }
        : output,
    ),
  },
};
