import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-event-of-any-size',
  breaks: 'durable:Invoke/behaviour/event-payload-limit',
  does: 'A payload of any size starts an execution.',
  source: 'MiniStack 1.5.33, run',
  durable: rule('starting', () => ({ inputSize: () => undefined })),
};
