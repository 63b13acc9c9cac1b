import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-never-times-out',
  breaks: 'durable:callback/times-out',
  does: 'The timeout of a callback never comes.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python-testing/issues/138',
  durable: rule('callbacks', () => ({ timeoutMs: () => 1e12 })),
};
