import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-first-entry-without-input',
  breaks: 'history:first-entry-has-the-input',
  does: 'The first state is entered with an empty object.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.id === 2 ? withDetails(event, (details) => ({ ...details, input: '{}' })) : event,
    ),
  },
};
