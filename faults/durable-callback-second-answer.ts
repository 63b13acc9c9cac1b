import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-second-answer',
  breaks: 'durable:callback/closed-takes-no-answer',
  does: 'A callback that is closed takes another answer.',
  durable: rule('callbacks', () => ({ accepts: (_status, runs) => runs })),
};
