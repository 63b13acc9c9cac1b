import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-two-details',
  breaks: 'history:one-details-member',
  does: 'The event that starts an execution carries the details of its first state, too.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionStarted'
        ? { ...event, stateEnteredEventDetails: { name: 'first', input: '{}' } }
        : event,
    ),
  },
};
