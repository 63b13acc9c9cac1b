import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-any-text-is-an-arn',
  breaks: 'sfn:behaviour/not-an-arn',
  does: 'A text that is no ARN is refused as the ARN of an execution that is not there.',
  source: 'MiniStack 1.4.21, run',
  install: renamed(
    ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'],
    'InvalidArn',
    'ExecutionDoesNotExist',
  ),
};
