import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-pending-for-ever',
  breaks: 'durable:execution/nothing-pending-fails-in-the-end',
  does: 'An output PENDING with nothing to wait for leaves the execution RUNNING for ever.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'retry' && verdict.most !== undefined ? { kind: 'suspend' } : verdict;
    },
  })),
};
