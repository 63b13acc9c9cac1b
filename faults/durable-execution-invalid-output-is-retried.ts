import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-invalid-output-is-retried',
  breaks: 'durable:execution/invalid-output-fails-at-once',
  does: 'An output that is none is tried again, five times.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/670',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const verdict = right.judge(outcome, execution);
      return verdict.kind === 'fail' && verdict.invalidOutput
        ? { kind: 'retry', error: verdict.error, most: 5 }
        : verdict;
    },
  })),
};
