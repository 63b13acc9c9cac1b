import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'heartbeat-missed-fails-without-a-timeout',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/missed',
  does: 'A task whose heartbeat is missed fails with ActivityFailed in place of ActivityTimedOut.',
  source: 'https://github.com/floci-io/floci/issues/2733',
  options: {
    rewriteResponse: eachEvent((event) => {
      if (event.type !== 'ActivityTimedOut') return event;
      const { activityTimedOutEventDetails: details, ...rest } = event;
      return { ...rest, type: 'ActivityFailed', activityFailedEventDetails: details };
    }),
  },
};
