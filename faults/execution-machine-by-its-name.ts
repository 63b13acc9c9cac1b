import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-machine-by-its-name',
  breaks: 'sfn:DescribeStateMachineForExecution/behaviour/the-definition-it-runs',
  does: 'DescribeStateMachineForExecution shows an empty definition.',
  options: {
    rewriteResponse: answers('DescribeStateMachineForExecution', (output) => ({ ...output, definition: '{}' })),
  },
};
