import { executionOfToken } from '../engine/durable/tokens.js';
import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-used-again',
  breaks: 'durable:CheckpointDurableExecution/behaviour/consumes-the-token',
  does: 'Every token that an execution was ever given is accepted while it runs.',
  durable: rule('tokens', (right) => ({
    refuse: (token, id, execution) =>
      execution?.running && executionOfToken(token) === id ? undefined : right.refuse(token, id, execution),
  })),
};
