import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'history-without-scheduled',
  breaks: 'history:activity-chain',
  does: 'The event that a task was scheduled is left out.',
  source: 'https://github.com/floci-io/floci/issues/2520',
  options: { rewriteResponse: withoutEvents(({ type }) => /Scheduled$/.test(type)) },
};
