import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'delete-machine-unknown',
  breaks: 'sfn:DeleteStateMachine/behaviour/unknown-machine',
  does: 'Deleting a machine that is not there is refused.',
  source: 'stepfunctions-local 1.3.1, run',
  install: around('DeleteStateMachine', (handle) => (input, call) => {
    const name = String(input.stateMachineArn).split(':').at(-1) ?? '';
    if (String(input.stateMachineArn).startsWith('arn:') && !call.account.machines.has(name)) {
      throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${input.stateMachineArn}'`);
    }
    return handle(input, call);
  }),
};
