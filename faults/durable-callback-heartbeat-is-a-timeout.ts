import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-heartbeat-is-a-timeout',
  breaks: 'durable:callback/heartbeat-times-out',
  does: 'A missing heartbeat has the error type of a timeout.',
  durable: rule('callbacks', (right) => ({ heartbeatError: right.timeoutError })),
};
