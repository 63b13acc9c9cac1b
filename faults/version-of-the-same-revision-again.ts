import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-of-the-same-revision-again',
  breaks: 'sfn:PublishStateMachineVersion/behaviour/same-revision',
  does: 'Publishing the same revision again makes another version.',
  source: 'MiniStack 1.5.33, run',
  install: around('PublishStateMachineVersion', (handle) => (input, call) => {
    const machine = call.account.machines.get(String(input.stateMachineArn).split(':').at(-1) ?? '');
    if (machine !== undefined) {
      const { id, settings, date } = machine.revision;
      machine.revision = machine.revision.next(id ?? 'INITIAL', settings, date);
    }
    return handle(input, call);
  }),
};
