import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'map-one-after-the-other',
  breaks: 'asl:Map/max-concurrency',
  does: 'A Map without MaxConcurrency runs one iteration at a time.',
  source: 'https://github.com/stackshy/cloudemu/pull/861',
  options: { rules: { inlineConcurrency: () => 1 } },
};
