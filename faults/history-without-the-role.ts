import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-without-the-role',
  breaks: 'history:started-has-the-role',
  does: 'ExecutionStarted does not say the role.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionStarted' ? withDetails(event, (details) => leaving(details, 'roleArn')) : event,
    ),
  },
};
