import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'history-second-points-at-the-first',
  breaks: 'history:second-points-at-zero',
  does: 'The second event has the previousEventId 1.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { rules: { previousOfFirst: () => 1 } },
};
