import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-machine-creating',
  breaks: 'sfn:DescribeStateMachine/behaviour/active',
  does: 'The status of a machine that exists is DELETING.',
  options: { rewriteResponse: answers('DescribeStateMachine', (output) => ({ ...output, status: 'DELETING' })) },
};
