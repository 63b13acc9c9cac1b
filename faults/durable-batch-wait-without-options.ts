import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-wait-without-options',
  breaks: 'durable:batch/wait-needs-seconds',
  does: 'A wait without WaitOptions is accepted, and ends at once.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('waitOptions'),
};
