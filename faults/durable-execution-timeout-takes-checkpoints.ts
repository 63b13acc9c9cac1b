import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-timeout-takes-checkpoints',
  breaks: 'durable:execution/timeout-is-final',
  does: 'An execution that has timed out takes the checkpoints of its last invocation.',
  durable: rule('tokens', (right) => ({
    refuse: (token, id, execution) =>
      execution?.status === 'TIMED_OUT' ? undefined : right.refuse(token, id, execution),
  })),
};
