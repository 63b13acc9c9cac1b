import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-unknown-arn-is-invalid',
  breaks: 'sfn:behaviour/well-formed-unknown-arn',
  does: 'A well-formed ARN of nothing is refused with InvalidName.',
  source: 'https://github.com/localstack/localstack/issues/10382',
  install: renamed(
    ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'],
    'ExecutionDoesNotExist',
    'InvalidName',
  ),
};
