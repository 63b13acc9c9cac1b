import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-starts-twice',
  breaks: 'durable:batch/starts-once',
  does: 'A wait, callback, context or chained invoke may start again under its id.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('startsOnce'),
};
