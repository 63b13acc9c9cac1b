import { finish } from '../engine/durable/operations/begin.js';
import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-context-closes-its-children',
  breaks: 'durable:context/does-not-close-children',
  does: 'A context that succeeds makes its children SUCCEEDED.',
  durable: rule('transitions', (right) => ({
    'CONTEXT.SUCCEED'(execution, update) {
      right['CONTEXT.SUCCEED'](execution, update);
      for (const record of execution.operations.values()) {
        if (record.parentId === update.Id && record.endedAt === undefined) finish(execution, record, 'SUCCEEDED');
      }
    },
  })),
};
