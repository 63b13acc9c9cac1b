import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-closing-checkpoint-ignored',
  breaks: 'durable:execution/closed-by-checkpoint',
  does: 'A checkpoint of the EXECUTION operation is accepted, and ends nothing.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('transitions', () => ({ 'EXECUTION.SUCCEED': () => {} })),
};
