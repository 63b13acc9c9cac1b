import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'history-last-exit-left-out',
  breaks: 'history:all-exited-on-success',
  does: 'The state that ends an execution with success is not exited.',
  options: {
    rewriteResponse: withoutEvents(
      (event, events) => event.type.endsWith('StateExited') && events[event.id]?.type === 'ExecutionSucceeded',
    ),
  },
};
