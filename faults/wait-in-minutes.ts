import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'wait-in-minutes',
  breaks: 'asl:Wait/seconds',
  does: 'The Seconds of a Wait state count as minutes.',
  options: { rules: { waitUntil: (entered, seconds) => entered + seconds * 60_000 } },
};
