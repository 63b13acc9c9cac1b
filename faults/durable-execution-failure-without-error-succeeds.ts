import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-failure-without-error-succeeds',
  breaks: 'durable:execution/fails-without-an-error',
  does: 'An output FAILED without an error makes the execution SUCCEEDED.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/682',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'fail' && Object.keys(verdict.error).length === 0 ? { kind: 'succeed' } : verdict;
    },
  })),
};
