import type { Fault } from '../engine/fault.js';
import { type Event, eachEvent } from './ways/history.js';

/** An event whose number, and the number that it points at, are moved on. */
const shifted = (event: Event, by: number, further = 0): Event => ({
  ...event,
  id: event.id + by + further,
  previousEventId: event.previousEventId < 2 ? event.previousEventId : event.previousEventId + by,
});

export const fault: Fault = {
  id: 'history-repeats-the-scheduled',
  breaks: 'history:event-by-event',
  does: 'The event that a task was scheduled is there twice.',
  options: {
    rewriteResponse: eachEvent((event, index, events) => {
      const scheduled = events.slice(0, index).filter(({ type }) => type.endsWith('Scheduled')).length;
      if (!event.type.endsWith('Scheduled')) return scheduled === 0 ? event : shifted(event, scheduled);
      return [shifted(event, scheduled), shifted({ ...event, previousEventId: event.id }, scheduled, 1)];
    }),
  },
};
