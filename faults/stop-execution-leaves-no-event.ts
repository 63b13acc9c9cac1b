import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'stop-execution-leaves-no-event',
  breaks: 'sfn:StopExecution/behaviour/aborts',
  does: 'The history of an execution that was stopped does not tell of it.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { rewriteResponse: withoutEvents(({ type }) => type === 'ExecutionAborted') },
};
