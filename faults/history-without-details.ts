import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-without-details',
  breaks: 'sfn:StateExitedEventDetails/output/type',
  does: 'Events carry no details.',
  source: 'https://github.com/floci-io/floci/issues/1652',
  options: {
    rewriteResponse: eachEvent(({ id, previousEventId, type, timestamp }) => ({
      id,
      previousEventId,
      type,
      timestamp,
    })),
  },
};
