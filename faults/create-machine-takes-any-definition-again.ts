import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-takes-any-definition-again',
  breaks: 'sfn:CreateStateMachine/behaviour/other-definition',
  does: 'Creating a machine under a used name with another definition succeeds, and changes nothing.',
  source: 'moto 5.2.4, run',
  install: insteadOf('CreateStateMachine', 'StateMachineAlreadyExists', ({ name }, { account }, refusal) => {
    const known = account.machines.get(String(name));
    if (known === undefined) throw refusal;
    return { stateMachineArn: known.arn, creationDate: known.creationDate / 1000 };
  }),
};
