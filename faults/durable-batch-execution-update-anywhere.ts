import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-execution-update-anywhere',
  breaks: 'durable:batch/execution-update-last',
  does: 'Updates may follow the one that ends the execution.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('batch', () => ({ executionUpdateLast: () => undefined })),
};
