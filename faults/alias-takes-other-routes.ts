import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-takes-other-routes',
  breaks: 'sfn:CreateStateMachineAlias/behaviour/other-routes',
  does: 'Creating an alias under a used name with other routes returns the alias that is there.',
  install: insteadOf('CreateStateMachineAlias', 'ConflictException', ({ name }, { account }, refusal) => {
    const known = [...account.machines.values()].map(({ aliases }) => aliases.get(String(name))).find(Boolean);
    if (known === undefined) throw refusal;
    return { stateMachineAliasArn: known.arn, creationDate: known.creationDate / 1000 };
  }),
};
