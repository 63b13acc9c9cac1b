import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-never-idempotent',
  breaks: 'sfn:CreateStateMachine/behaviour/identical-twice',
  does: 'Creating the same machine again is refused with StateMachineAlreadyExists.',
  source: 'MiniStack 1.4.21, run',
  install: around('CreateStateMachine', (handle) => (input, call) => {
    if (call.account.machines.has(String(input.name))) {
      throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${input.name}'`);
    }
    return handle(input, call);
  }),
};
