import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-poll-is-a-failure',
  breaks: 'durable:step/polled-retry-is-step-succeeded',
  does: 'A RETRY with a payload leaves StepFailed.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/515',
  durable: rule('steps', () => ({ retryEvent: () => 'StepFailed' })),
};
