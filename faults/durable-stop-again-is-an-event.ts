import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-again-is-an-event',
  breaks: 'durable:StopDurableExecution/behaviour/once',
  does: 'Each stop of an execution leaves ExecutionStopped.',
  durable: rule('ending', (right) => ({
    stop(execution, error) {
      const { running, params } = execution;
      right.stop(execution, error);
      if (running) return;
      const subject = { id: params.id, name: params.name };
      execution.record('ExecutionStopped', subject, { Error: { Payload: error, Truncated: false } });
    },
  })),
};
