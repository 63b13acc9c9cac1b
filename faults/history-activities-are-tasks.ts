import type { Fault } from '../engine/fault.js';
import { type Event, eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-activities-are-tasks',
  breaks: 'history:event-by-event',
  does: 'Activities leave TaskScheduled, TaskStarted and TaskSucceeded.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: eachEvent((event) => {
      if (!/^Activity(Scheduled|Started|Succeeded|Failed)$/.test(event.type)) return event;
      const { activityScheduledEventDetails, activityStartedEventDetails, activitySucceededEventDetails, ...rest } =
        event;
      return { ...rest, type: event.type.replace('Activity', 'Task') } as Event;
    }),
  },
};
