import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-timeout-without-type',
  breaks: 'durable:callback/times-out',
  does: 'A callback that has timed out does not tell the type of its error.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/515',
  durable: rule('callbacks', () => ({ timeoutError: () => ({ ErrorMessage: 'Callback timed out' }) })),
};
