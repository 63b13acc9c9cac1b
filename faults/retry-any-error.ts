import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-any-error',
  breaks: 'asl:Retry/other-error',
  does: 'A retrier retries any error, whatever its ErrorEquals names.',
  options: { rules: { retryMatches: () => true } },
};
