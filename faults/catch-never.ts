import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-never',
  breaks: 'asl:Catch/next',
  does: 'Catch is not looked at: a task that fails fails the execution.',
  source: 'https://github.com/floci-io/floci/issues/1195',
  options: { rules: { catchMatches: () => false } },
};
