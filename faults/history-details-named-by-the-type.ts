import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-details-named-by-the-type',
  breaks: 'sfn:StateEnteredEventDetails/name/type',
  does: 'The details of an event that enters a state are called after its type: passStateEnteredEventDetails.',
  source: 'https://github.com/faiscadev/fakecloud/pull/2037',
  options: {
    rewriteResponse: eachEvent(({ stateEnteredEventDetails: details, ...event }) =>
      details === undefined
        ? event
        : { ...event, [`${event.type[0]?.toLowerCase()}${event.type.slice(1)}EventDetails`]: details },
    ),
  },
};
