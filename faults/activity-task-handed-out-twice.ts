import type { Fault } from '../engine/fault.js';
import type { Output } from '../engine/index.js';
import { around } from './ways/operations.js';

const handed = new WeakMap<object, Output>();

export const fault: Fault = {
  id: 'activity-task-handed-out-twice',
  breaks: 'sfn:GetActivityTask/behaviour/one-worker-a-task',
  does: 'A task that a worker has is handed to the next worker, too.',
  install: around('GetActivityTask', (handle) => async (input, call) => {
    const known = handed.get(call.account);
    if (known !== undefined) return known;
    const output = await handle(input, call);
    if (output.taskToken !== undefined) handed.set(call.account, output);
    return output;
  }),
};
