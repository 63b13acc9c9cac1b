import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'map-length-zero',
  breaks: 'asl:Map/history',
  does: 'MapStateStarted says that the Map has no items.',
  source: 'https://github.com/localstack/localstack/issues/9809',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'MapStateStarted' ? { ...event, mapStateStartedEventDetails: { length: 0 } } : event,
    ),
  },
};
