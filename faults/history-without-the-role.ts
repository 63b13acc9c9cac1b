import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-without-the-role',
  breaks: 'history:started-has-the-role',
  does: 'ExecutionStarted does not say the role.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionStarted' ? withDetails(event, (details) => leaving(details, 'roleArn')) : event,
    ),
  },
};
