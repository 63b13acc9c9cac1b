import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-output-in-lower-case',
  breaks: 'asl:Catch/error-output',
  does: 'The members of the error output are called error and cause.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { rules: { catchOutput: ({ error = null, cause = null }) => ({ error, cause }) } },
};
