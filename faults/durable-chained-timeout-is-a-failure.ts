import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-timeout-is-a-failure',
  breaks: 'durable:chained-invoke/child-times-out',
  does: 'A chained execution that times out closes the operation as FAILED.',
  durable: rule('chained', (right) => ({
    outcome: (child) =>
      child.status === 'TIMED_OUT' ? { kind: 'failed', error: child.error ?? {} } : right.outcome(child),
  })),
};
