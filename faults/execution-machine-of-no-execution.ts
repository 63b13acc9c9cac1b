import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-machine-of-no-execution',
  breaks: 'sfn:DescribeStateMachineForExecution/error/ExecutionDoesNotExist',
  does: 'DescribeStateMachineForExecution refuses an unknown execution with ResourceNotFound.',
  source: 'moto 5.2.5, run',
  install: renamed('DescribeStateMachineForExecution', 'ExecutionDoesNotExist', 'ResourceNotFound'),
};
