import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-never-idempotent',
  breaks: 'sfn:CreateStateMachineAlias/behaviour/identical-twice',
  does: 'Creating the same alias again is refused.',
  source: 'MiniStack 1.5.33, run',
  install: around('CreateStateMachineAlias', (handle) => (input, call) => {
    const taken = [...call.account.machines.values()].some(({ aliases }) => aliases.has(String(input.name)));
    if (taken) throw new ServiceError('ConflictException', 'The alias exists.');
    return handle(input, call);
  }),
};
