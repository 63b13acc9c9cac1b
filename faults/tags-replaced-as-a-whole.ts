import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'tags-replaced-as-a-whole',
  breaks: 'sfn:TagResource/behaviour/adds-and-replaces',
  does: 'TagResource takes away the tags that it does not name.',
  install: around('TagResource', (handle) => (input, call) => {
    const name = String(input.resourceArn).split(':').at(-1) ?? '';
    call.account.machines.get(name)?.tags.clear();
    return handle(input, call);
  }),
};
