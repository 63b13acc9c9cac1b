import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-counts-the-first-try',
  breaks: 'asl:Retry/default-attempts',
  does: 'MaxAttempts counts the first try too, so that a retrier without it tries only twice more.',
  options: { rules: { retryDefaults: () => ({ intervalSeconds: 1, backoffRate: 2, maxAttempts: 2 }) } },
};
