import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-all-but-timeouts',
  breaks: 'asl:Retry/states-all',
  does: 'States.ALL of a retrier does not stand for a timeout.',
  options: {
    rules: {
      retryMatches: (errorEquals, failed) =>
        failed.error === 'States.Timeout'
          ? errorEquals.includes('States.Timeout')
          : defaultRules.retryMatches(errorEquals, failed),
    },
  },
};
