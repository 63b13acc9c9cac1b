import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-map-length-of-one',
  breaks: 'history:map-length-counts-iterations',
  does: 'MapStateStarted says that the Map has one item more.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'MapStateStarted'
        ? withDetails(event, (details) => ({ length: Number(details.length) + 1 }))
        : event,
    ),
  },
};
