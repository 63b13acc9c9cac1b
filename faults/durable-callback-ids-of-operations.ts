import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

const first = new Map<string, string>();

export const fault: Fault = {
  id: 'durable-callback-ids-of-operations',
  breaks: 'durable:callback/ids-differ',
  does: 'The callbacks of two executions have the same id when their operations have.',
  source: 'https://github.com/ministackorg/ministack/issues/1691',
  durable: rule('callbacks', (right) => ({
    id(executionId, operationId) {
      if (!first.has(operationId)) first.set(operationId, executionId);
      return right.id(first.get(operationId) ?? executionId, operationId, '0'.repeat(16));
    },
  })),
};
