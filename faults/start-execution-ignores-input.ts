import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-ignores-input',
  breaks: 'sfn:DescribeExecution/behaviour/input-as-sent',
  does: 'Every execution starts with the empty object, whatever its input.',
  source: 'https://github.com/getmoto/moto/issues/3283',
  install: given('StartExecution', (input) => ({ ...input, input: '{}' })),
};
