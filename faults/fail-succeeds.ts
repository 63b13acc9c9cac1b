import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'fail-succeeds',
  breaks: 'asl:Fail/ends',
  does: 'A Fail state ends the execution as SUCCEEDED.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { rules: { failOutcome: () => 'succeeds' } },
};
