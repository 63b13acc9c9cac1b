import { invalidParameter } from '../engine/durable/error.js';
import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-empty-refused',
  breaks: 'durable:CheckpointDurableExecution/behaviour/empty-is-accepted',
  does: 'A checkpoint without updates is refused.',
  durable: handler('CheckpointDurableExecution', (handle) => (account, input, caller) => {
    if ((input.Updates ?? []).length === 0) throw invalidParameter('Updates must not be empty.');
    return handle(account, input, caller);
  }),
};
