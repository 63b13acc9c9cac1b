import { DurableError } from '../engine/durable/index.js';
import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-stops-of-the-ended-refused',
  does: 'A stop of an execution that has ended is refused with InvalidParameterValueException.',
  because:
    'The reference of StopDurableExecution does not say what such a stop is answered with, and emulators differ.',
  durable: rule('ending', (right) => ({
    stop(execution, error) {
      if (execution.endedAt !== undefined) {
        throw new DurableError('InvalidParameterValueException', 'The execution has ended.', 400);
      }
      right.stop(execution, error);
    },
  })),
};
