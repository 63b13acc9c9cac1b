import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-failure-is-retried',
  breaks: 'durable:execution/fails-with-the-error',
  does: 'An output FAILED is tried again.',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'fail' && !verdict.invalidOutput ? { kind: 'retry', error: verdict.error } : verdict;
    },
  })),
};
