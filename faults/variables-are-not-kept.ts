import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'variables-are-not-kept',
  breaks: 'asl:variables/assign',
  does: 'Assign is evaluated, and its values are forgotten.',
  source: 'https://github.com/ministackorg/ministack/issues/645',
  options: { rules: { assigned: () => new Map() } },
};
