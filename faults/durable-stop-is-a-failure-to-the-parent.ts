import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-is-a-failure-to-the-parent',
  breaks: 'durable:StopDurableExecution/behaviour/parent-learns',
  does: 'A chained invoke whose execution is stopped becomes FAILED.',
  durable: rule('chained', (right) => ({
    outcome: (child) =>
      child.status === 'STOPPED' ? { kind: 'failed', error: child.error ?? {} } : right.outcome(child),
  })),
};
