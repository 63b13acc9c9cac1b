import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-context-ends-twice',
  breaks: 'durable:batch/context-ends-once',
  does: 'A context that has ended may end again.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('contextCloses'),
};
