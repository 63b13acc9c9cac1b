import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-once-too-often',
  breaks: 'asl:Retry/attempts',
  does: 'A task is tried once more than MaxAttempts allows.',
  options: { rules: { retryAllowed: (used, maxAttempts) => used <= maxAttempts } },
};
