import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-machine-without-update-date',
  breaks: 'sfn:DescribeStateMachineForExecution/response/updateDate/required',
  does: 'DescribeStateMachineForExecution answers without an updateDate.',
  source: 'moto 5.2.5, run',
  options: {
    rewriteResponse: answers('DescribeStateMachineForExecution', (output) => leaving(output, 'updateDate')),
  },
};
