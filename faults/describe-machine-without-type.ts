import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-machine-without-type',
  breaks: 'sfn:DescribeStateMachine/response/type/required',
  does: 'DescribeStateMachine does not say the type of the machine.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { rewriteResponse: answers('DescribeStateMachine', (output) => leaving(output, 'type')) },
};
