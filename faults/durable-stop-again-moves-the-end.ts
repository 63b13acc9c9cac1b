import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-again-moves-the-end',
  breaks: 'durable:StopDurableExecution/behaviour/end-is-final',
  does: 'Another stop moves the end of an execution that has ended.',
  durable: rule('ending', (right) => ({
    stop(execution, error) {
      right.stop(execution, error);
      execution.endedAt = execution.now;
    },
  })),
};
