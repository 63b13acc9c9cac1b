import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-takes-zero-for-none',
  breaks: 'asl:Retry/zero-attempts',
  does: 'A MaxAttempts of 0 is taken for one that is not given, and three more tries are made.',
  options: { rules: { retryAllowed: (used, maxAttempts) => used < (maxAttempts || 3) } },
};
