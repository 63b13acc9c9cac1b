import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-previous-is-the-start',
  breaks: 'history:previous-is-an-event',
  does: 'The exit of a state points at ExecutionStarted.',
  source: 'https://github.com/floci-io/floci/issues/2520',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type.endsWith('StateExited') ? { ...event, previousEventId: 1 } : event,
    ),
  },
};
