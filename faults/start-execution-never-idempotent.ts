import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-never-idempotent',
  breaks: 'sfn:StartExecution/behaviour/idempotent-while-open',
  does: 'A used name is refused, also with the same input and while the execution is open.',
  source: 'https://github.com/faiscadev/fakecloud/pull/2037',
  install: around('StartExecution', (handle) => (input, call) => {
    const arn = `${String(input.stateMachineArn).replace(':stateMachine:', ':execution:')}:${input.name}`;
    if (input.name !== undefined && call.account.execution(arn) !== undefined) {
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    return handle(input, call);
  }),
};
