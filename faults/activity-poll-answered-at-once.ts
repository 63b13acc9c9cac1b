import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'activity-poll-answered-at-once',
  breaks: 'sfn:GetActivityTask/behaviour/waits-for-a-task',
  does: 'A poll that finds no task is answered at once, without one.',
  source: 'stepfunctions-local 1.3.1, run',
  install: around('GetActivityTask', (handle) => (input, call) => {
    const activity = call.account.activities.get(String(input.activityArn).split(':').at(-1) ?? '');
    if (activity === undefined) return handle(input, call);
    const listeners: (() => void)[] = [];
    const answer = handle(input, { ...call, onDisconnect: (listener) => void listeners.push(listener) });
    if (activity.waitingPolls > 0) for (const giveUp of listeners) giveUp();
    return answer;
  }),
};
