import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retries-not-counted',
  breaks: 'durable:step/attempts-count',
  does: 'Only the last attempt of a step counts: a RETRY does not.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('transitions', (right) => ({
    'STEP.RETRY'(execution, update) {
      right['STEP.RETRY'](execution, update);
      const record = execution.operations.get(update.Id);
      if (record?.type === 'STEP') record.attempt--;
    },
  })),
};
