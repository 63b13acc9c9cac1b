import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'map-ignores-max-concurrency',
  breaks: 'asl:Map/max-concurrency',
  does: 'MaxConcurrency is not looked at: all iterations run at once.',
  options: { rules: { inlineConcurrency: () => 40 } },
};
