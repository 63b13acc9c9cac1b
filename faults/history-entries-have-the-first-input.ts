import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-entries-have-the-first-input',
  breaks: 'history:entry-has-predecessors-output',
  does: 'Every state is entered with the input of the execution.',
  options: {
    rewriteResponse: eachEvent((event, _index, events) => {
      if (!event.type.endsWith('StateEntered')) return event;
      const started = events[0]?.executionStartedEventDetails as { readonly input?: string } | undefined;
      return withDetails(event, (details) => ({ ...details, input: started?.input ?? details.input }));
    }),
  },
};
