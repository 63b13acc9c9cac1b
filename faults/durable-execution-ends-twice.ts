import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-ends-twice',
  breaks: 'durable:history/one-terminal-event',
  does: 'An execution that a checkpoint has ended has a second ExecutionSucceeded when its invocation ends.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-js/pull/801',
  durable: rule('invocations', (right) => ({
    judge(outcome, execution) {
      const { params, status } = execution;
      const subject = { id: params.id, name: params.name };
      if (status === 'SUCCEEDED') execution.record('ExecutionSucceeded', subject, { Result: { Truncated: false } });
      return right.judge(outcome, execution);
    },
  })),
};
