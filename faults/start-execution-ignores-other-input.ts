import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-ignores-other-input',
  breaks: 'sfn:StartExecution/error/ExecutionAlreadyExists',
  does: 'A used name with another input returns the execution that has it.',
  install: insteadOf('StartExecution', 'ExecutionAlreadyExists', ({ stateMachineArn, name }, { account }, refusal) => {
    const executionArn = `${String(stateMachineArn).replace(':stateMachine:', ':execution:')}:${name}`;
    const known = account.execution(executionArn)?.execution;
    if (known === undefined) throw refusal;
    return { executionArn, startDate: known.startDate / 1000 };
  }),
};
