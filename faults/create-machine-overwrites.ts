import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-overwrites',
  breaks: 'sfn:CreateStateMachine/error/StateMachineAlreadyExists',
  does: 'Creating a machine under a used name replaces the machine.',
  source: 'moto 5.2.5, run',
  install: insteadOf('CreateStateMachine', 'StateMachineAlreadyExists', (input, call, _refusal, handle) => {
    call.account.machines.delete(String(input.name));
    return handle(input, call);
  }),
};
