import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-same-id-again',
  breaks: 'durable:batch/each-id-once',
  does: 'A batch may update an operation as often as it likes.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('batch', () => ({ eachIdOnce: () => undefined })),
};
