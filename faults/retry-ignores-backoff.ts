import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-ignores-backoff',
  breaks: 'asl:Retry/backoff',
  does: 'Every further try waits IntervalSeconds: BackoffRate is not looked at.',
  options: { rules: { retryDelay: ({ intervalSeconds }) => intervalSeconds } },
};
