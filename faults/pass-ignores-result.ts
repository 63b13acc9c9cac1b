import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'pass-ignores-result',
  breaks: 'asl:Pass/result',
  does: 'A Pass state passes its input on, whatever its Result is.',
  options: { rules: { passResult: (_result, effectiveInput) => effectiveInput } },
};
