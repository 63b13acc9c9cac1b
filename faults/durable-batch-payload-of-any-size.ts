import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-payload-of-any-size',
  breaks: 'durable:batch/payload-size',
  does: 'A payload of any size is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('payloadSize'),
};
