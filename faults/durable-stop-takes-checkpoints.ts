import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-takes-checkpoints',
  breaks: 'durable:StopDurableExecution/behaviour/no-checkpoint-after',
  does: 'An execution that was stopped takes the checkpoints of its last invocation.',
  durable: rule('tokens', (right) => ({
    refuse: (token, id, execution) =>
      execution?.status === 'STOPPED' ? undefined : right.refuse(token, id, execution),
  })),
};
