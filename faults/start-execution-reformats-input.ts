import type { Fault } from '../engine/fault.js';
import { isJsonText } from './ways/json.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-reformats-input',
  breaks: 'sfn:DescribeExecution/behaviour/input-as-sent',
  does: 'The input is written anew, without the spaces that it was sent with.',
  source: 'stepfunctions-local 1.3.1, run',
  install: given('StartExecution', (input) =>
    isJsonText(input.input) ? { ...input, input: JSON.stringify(JSON.parse(input.input)) } : input,
  ),
};
