import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-ids-from-zero',
  breaks: 'history:ids',
  does: 'Events are numbered from 0.',
  options: { rewriteResponse: eachEvent((event) => ({ ...event, id: event.id - 1 })) },
};
