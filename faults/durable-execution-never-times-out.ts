import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-never-times-out',
  breaks: 'durable:execution/times-out',
  does: 'ExecutionTimeout is ignored.',
  durable: rule('ending', () => ({ timeoutMs: () => 1e13 })),
};
