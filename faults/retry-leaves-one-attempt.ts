import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

const ATTEMPT = /^(Activity|LambdaFunction|Task)(Scheduled|Started|Failed|TimedOut)$/;

export const fault: Fault = {
  id: 'retry-leaves-one-attempt',
  breaks: 'asl:Retry/history',
  does: 'Only the last of several attempts is in the history.',
  options: {
    rewriteResponse: withoutEvents((event, events) => {
      const again = events.some(({ id, type }) => id > event.id && type.endsWith('Scheduled'));
      return again && ATTEMPT.test(event.type);
    }),
  },
};
