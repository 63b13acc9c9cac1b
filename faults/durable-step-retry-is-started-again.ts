import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retry-is-started-again',
  breaks: 'durable:step/failed-retry-is-step-failed',
  does: 'A RETRY with an error leaves StepStarted.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-js/pull/356',
  durable: recorded((event) =>
    event.type === 'StepFailed' && event.details.RetryDetails?.NextAttemptDelaySeconds !== undefined
      ? { ...event, type: 'StepStarted', details: {} }
      : event,
  ),
};
