import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'tags-not-removed',
  breaks: 'sfn:UntagResource/behaviour/removes',
  does: 'UntagResource removes nothing when one of its keys is not there.',
  install: around('UntagResource', (handle) => (input, call) => {
    const name = String(input.resourceArn).split(':').at(-1) ?? '';
    const tags = call.account.machines.get(name)?.tags;
    const known = (input.tagKeys as string[]).every((key) => tags?.has(key));
    return tags === undefined || known ? handle(input, call) : {};
  }),
};
