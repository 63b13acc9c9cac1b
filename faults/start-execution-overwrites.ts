import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-overwrites',
  breaks: 'sfn:StartExecution/behaviour/used-name-other-input',
  does: 'An execution that takes the name of another one replaces it.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  install: insteadOf('StartExecution', 'ExecutionAlreadyExists', (input, call, _refusal, handle) => {
    call.account.executions.delete(
      `${String(input.stateMachineArn).replace(':stateMachine:', ':execution:')}:${input.name}`,
    );
    return handle(input, call);
  }),
};
