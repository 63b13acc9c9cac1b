import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-step-ends-twice',
  breaks: 'durable:batch/step-ends-once',
  does: 'A step that has ended may end again.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('stepCloses'),
};
