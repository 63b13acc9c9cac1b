import type { Fault } from '../engine/fault.js';
import { eachEvent, stateOf } from './ways/history.js';

export const fault: Fault = {
  id: 'history-goes-on-after-the-end',
  breaks: 'history:one-terminal-event-last',
  does: 'The state that a stop interrupts is exited after the event that ends the execution.',
  source: 'https://github.com/floci-io/floci/pull/2782',
  options: {
    rewriteResponse: eachEvent((event, index, events) => {
      const entered = events[index - 1];
      if (event.type !== 'ExecutionAborted' || entered === undefined) return event;
      const exited = {
        id: event.id + 1,
        previousEventId: event.id,
        timestamp: event.timestamp,
        type: entered.type.replace('Entered', 'Exited'),
        stateExitedEventDetails: { name: stateOf(entered), output: '{}' },
      };
      return [event, exited];
    }),
  },
};
