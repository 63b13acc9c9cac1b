import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-second-start-is-silent',
  breaks: 'durable:step/second-start-is-an-event',
  does: 'The start of a second attempt leaves no event.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/515',
  durable: rule('transitions', (right) => ({
    'STEP.START'(execution, update) {
      const record = execution.operations.get(update.Id);
      if (record === undefined) return right['STEP.START'](execution, update);
      record.status = 'STARTED';
      execution.changed(record, 'function');
    },
  })),
};
