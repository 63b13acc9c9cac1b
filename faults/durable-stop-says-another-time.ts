import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-says-another-time',
  breaks: 'durable:StopDurableExecution/behaviour/timestamp-is-the-end',
  does: 'StopTimestamp is a second after the end.',
  durable: rule('ending', (right) => ({ stopTime: (execution) => right.stopTime(execution) + 1_000 })),
};
