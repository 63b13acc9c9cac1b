import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-jitter-adds-to-the-interval',
  breaks: 'laws:retry-jitter',
  does: 'With full jitter an interval is as long as without it, and up to as much again.',
  options: {
    rules: {
      retryDelay(policy, attempt, random) {
        const delay = defaultRules.retryDelay({ ...policy, jitter: 'NONE' }, attempt, random);
        return policy.jitter === 'FULL' ? delay * (1 + random()) : delay;
      },
    },
  },
};
