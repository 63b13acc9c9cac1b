import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-numbers-used-again',
  breaks: 'sfn:PublishStateMachineVersion/behaviour/numbers',
  does: 'The number of a version that was deleted is used again.',
  install: around('PublishStateMachineVersion', (handle) => (input, call) => {
    const machine = call.account.machines.get(String(input.stateMachineArn).split(':').at(-1) ?? '');
    if (machine !== undefined) machine.lastVersion = Math.max(0, ...machine.versions.keys());
    return handle(input, call);
  }),
};
