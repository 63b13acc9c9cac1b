import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-type-may-change',
  breaks: 'durable:batch/same-type',
  does: 'An update may have another type than its operation.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('sameType'),
};
