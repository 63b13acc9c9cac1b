import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-failure-is-a-success',
  breaks: 'durable:chained-invoke/child-fails',
  does: 'A chained execution that fails closes the operation as SUCCEEDED.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('chained', (right) => ({
    outcome: (child) =>
      child.status === 'FAILED' ? { kind: 'succeeded', result: JSON.stringify(child.error) } : right.outcome(child),
  })),
};
