import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-success-invalid-output-ends-the-task',
  breaks: 'sfn:SendTaskSuccess/behaviour/output-must-be-json',
  does: "Output that is not JSON is refused, and the task's token is used up.",
  install: insteadOf('SendTaskSuccess', 'InvalidOutput', (input, { account }, refusal) => {
    account.tokens.take(String(input.taskToken));
    throw refusal;
  }),
};
