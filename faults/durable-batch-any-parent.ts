import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-any-parent',
  breaks: 'durable:batch/parent-must-exist',
  does: 'A parent that does not exist is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('knownParent'),
};
