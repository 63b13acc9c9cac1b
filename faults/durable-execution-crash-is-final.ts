import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-crash-is-final',
  breaks: 'durable:execution/crash-is-retried',
  does: 'An invocation that fails ends the execution.',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'retry' ? { kind: 'fail', error: verdict.error } : verdict;
    },
  })),
};
