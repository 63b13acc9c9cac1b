import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-name-may-change',
  breaks: 'durable:batch/same-name',
  does: 'An update may have another name than its operation.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('sameName'),
};
