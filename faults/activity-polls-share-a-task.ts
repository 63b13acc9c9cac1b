import type { Fault } from '../engine/fault.js';
import type { Output } from '../engine/index.js';
import { around } from './ways/operations.js';

const polls = new WeakMap<object, Map<string, Promise<Output>>>();

export const fault: Fault = {
  id: 'activity-polls-share-a-task',
  breaks: 'sfn:GetActivityTask/behaviour/one-worker-a-task',
  does: 'Workers that poll an activity at the same time are all handed the task that comes first.',
  install: around('GetActivityTask', (handle) => async (input, call) => {
    const arn = String(input.activityArn);
    const open = polls.get(call.account) ?? new Map<string, Promise<Output>>();
    polls.set(call.account, open);
    const known = open.get(arn);
    if (known !== undefined) return known;
    const answer = Promise.resolve(handle(input, call));
    open.set(arn, answer);
    try {
      return await answer;
    } finally {
      open.delete(arn);
    }
  }),
};
