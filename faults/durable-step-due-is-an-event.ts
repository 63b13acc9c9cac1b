import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-due-is-an-event',
  breaks: 'durable:step/due-is-no-event',
  does: 'That a retry is due leaves StepStarted.',
  durable: rule('transitions', (right) => ({
    'STEP.RETRY'(execution, update) {
      right['STEP.RETRY'](execution, update);
      const record = execution.operations.get(update.Id);
      const seconds = update.StepOptions?.NextAttemptDelaySeconds ?? 0;
      execution.after(seconds * 1_000, () => execution.record('StepStarted', record));
    },
  })),
};
