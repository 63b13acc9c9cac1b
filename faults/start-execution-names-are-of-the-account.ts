import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-names-are-of-the-account',
  breaks: 'sfn:StartExecution/behaviour/name-scope',
  does: 'The name of an execution is taken for all machines of the account.',
  install: around('StartExecution', (handle) => (input, call) => {
    const taken = [...call.account.executions.values()].some(
      ({ execution }) => execution.name === input.name && execution.params.stateMachineArn !== input.stateMachineArn,
    );
    if (taken) throw new ServiceError('ExecutionAlreadyExists', 'The name is taken.');
    return handle(input, call);
  }),
};
