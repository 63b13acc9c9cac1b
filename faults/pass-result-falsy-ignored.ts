import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'pass-result-falsy-ignored',
  breaks: 'asl:Pass/result',
  does: 'A Result that is text is passed on as JSON text.',
  options: {
    rules: {
      passResult: (result, effectiveInput) =>
        typeof result?.value === 'string' ? Doc.of(JSON.stringify(result.value)) : (result ?? effectiveInput),
    },
  },
};
