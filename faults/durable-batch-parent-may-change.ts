import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-parent-may-change',
  breaks: 'durable:batch/same-parent',
  does: 'An update may have another parent than its operation.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('sameParent'),
};
