import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'heartbeat-leaves-an-event',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/no-event',
  does: 'A task that gets heartbeats leaves ActivityStarted once more in the history.',
  options: {
    rewriteResponse: eachEvent((event, _index, events) => {
      const beats = events.some(
        ({ activityScheduledEventDetails }) => 'heartbeatInSeconds' in Object(activityScheduledEventDetails),
      );
      return beats && event.type === 'ActivityStarted' ? [event, event] : event;
    }),
  },
};
