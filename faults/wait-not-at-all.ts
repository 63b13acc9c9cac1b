import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'wait-not-at-all',
  breaks: 'asl:Wait/seconds',
  does: 'A Wait state takes no time.',
  options: { rules: { waitUntil: (entered) => entered } },
};
