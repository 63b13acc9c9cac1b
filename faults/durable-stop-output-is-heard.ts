import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-output-is-heard',
  breaks: 'durable:StopDurableExecution/behaviour/output-is-not-heard',
  does: 'An output SUCCEEDED that comes after the stop makes the execution SUCCEEDED.',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      if (execution.status === 'STOPPED' && verdict.kind === 'succeed') {
        execution.status = 'SUCCEEDED';
        delete execution.root.error;
        if (verdict.result !== undefined) execution.root.result = verdict.result;
      }
      return verdict;
    },
  })),
};
