import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-deleted-twice-refused',
  breaks: 'sfn:DeleteStateMachineVersion/behaviour/twice',
  does: 'Deleting a version that is gone is refused.',
  install: around('DeleteStateMachineVersion', (handle) => (input, call) => {
    const [, name = '', number = ''] = /:stateMachine:([^:]+):(\d+)$/.exec(String(input.stateMachineVersionArn)) ?? [];
    if (call.account.machines.get(name)?.versions.has(Number(number)) !== true && number !== '') {
      throw new ServiceError('ResourceNotFound', `Resource not found: '${input.stateMachineVersionArn}'`);
    }
    return handle(input, call);
  }),
};
