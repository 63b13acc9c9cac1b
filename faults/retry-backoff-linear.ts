import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-backoff-linear',
  breaks: 'asl:Retry/backoff',
  does: 'The interval grows by BackoffRate seconds each time, and is not multiplied by it.',
  options: {
    rules: { retryDelay: ({ intervalSeconds, backoffRate }, attempt) => intervalSeconds + backoffRate * attempt },
  },
};
