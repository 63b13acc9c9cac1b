import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-output-without-cause',
  breaks: 'asl:Catch/error-output',
  does: 'The error output has no Cause.',
  options: { rules: { catchOutput: ({ error = null }) => ({ Error: error }) } },
};
