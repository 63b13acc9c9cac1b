import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-invalid-output-succeeds',
  breaks: 'durable:execution/invalid-output-never-succeeds',
  does: 'An output that is none makes the execution SUCCEEDED.',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'fail' && verdict.invalidOutput ? { kind: 'succeed' } : verdict;
    },
  })),
};
