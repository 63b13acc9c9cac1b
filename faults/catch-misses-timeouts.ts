import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-misses-timeouts',
  breaks: 'asl:Catch/timeout',
  does: 'No catcher takes a timeout, not even that of States.Timeout.',
  options: {
    rules: {
      catchMatches: (errorEquals, failed) =>
        failed.error !== 'States.Timeout' && defaultRules.catchMatches(errorEquals, failed),
    },
  },
};
