import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'redrive-begins-anew',
  breaks: 'sfn:RedriveExecution/behaviour/continues',
  does: 'A redrive is not told in the history.',
  options: { rewriteResponse: withoutEvents(({ type }) => type === 'ExecutionRedriven') },
};
