import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'wait-no-longer-than-thirty-seconds',
  breaks: 'asl:Wait/seconds',
  does: 'A Wait state ends after 30 seconds at the latest.',
  source: 'https://github.com/floci-io/floci/pull/2455',
  options: { rules: { waitUntil: (entered, seconds) => entered + Math.min(seconds, 30) * 1000 } },
};
