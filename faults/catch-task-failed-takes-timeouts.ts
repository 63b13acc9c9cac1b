import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-task-failed-takes-timeouts',
  breaks: 'asl:Catch/task-failed',
  does: 'States.TaskFailed stands for timeouts too.',
  options: {
    rules: {
      catchMatches: (errorEquals, failed) =>
        (failed.error === 'States.Timeout' && errorEquals.includes('States.TaskFailed')) ||
        defaultRules.catchMatches(errorEquals, failed),
    },
  },
};
