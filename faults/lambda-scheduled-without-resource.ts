import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'lambda-scheduled-without-resource',
  breaks: 'sfn:LambdaFunctionScheduledEventDetails/resource/required',
  does: 'LambdaFunctionScheduled does not say the function.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'LambdaFunctionScheduled' ? withDetails(event, (details) => leaving(details, 'resource')) : event,
    ),
  },
};
