import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-without-interval',
  breaks: 'asl:Retry/interval',
  does: 'A task is tried again at once, whatever IntervalSeconds says.',
  options: { rules: { retryDelay: () => 0 } },
};
