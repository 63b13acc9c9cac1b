import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-states-all-takes-states-only',
  breaks: 'asl:Catch/states-all',
  does: 'States.ALL of a catcher stands only for errors whose names begin with States.',
  options: {
    rules: {
      catchMatches: (errorEquals, failed) =>
        errorEquals.includes('States.ALL') && !failed.error?.startsWith('States.')
          ? false
          : defaultRules.catchMatches(errorEquals, failed),
    },
  },
};
