import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-previous-is-itself',
  breaks: 'history:previous-is-earlier',
  does: 'Events point at themselves.',
  options: { rewriteResponse: eachEvent((event) => (event.id < 3 ? event : { ...event, previousEventId: event.id })) },
};
