import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-compares-json',
  breaks: 'sfn:CreateStateMachine/behaviour/definition-compared-as-text',
  does: 'Definitions that differ only in their spaces count as the same.',
  install: insteadOf(
    'CreateStateMachine',
    'StateMachineAlreadyExists',
    ({ name, definition }, { account }, refusal) => {
      const known = account.machines.get(String(name));
      const compact = (text: string) => JSON.stringify(JSON.parse(text));
      if (known === undefined || compact(known.revision.settings.definition) !== compact(String(definition)))
        throw refusal;
      return { stateMachineArn: known.arn, creationDate: known.creationDate / 1000 };
    },
  ),
};
