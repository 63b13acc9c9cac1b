import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-success-with-error',
  breaks: 'durable:batch/no-error-with-succeed',
  does: 'A SUCCEED with an Error is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('noErrorWithSucceed'),
};
