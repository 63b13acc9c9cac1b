import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-failure-without-cause',
  breaks: 'asl:Task/failure',
  does: 'The cause of a task that fails is lost.',
  options: {
    rewriteResponse: eachEvent((event) =>
      /Failed$/.test(event.type) ? withDetails(event, (details) => leaving(details, 'cause')) : event,
    ),
  },
};
