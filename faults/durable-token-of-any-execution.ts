import { executionOfToken } from '../engine/durable/tokens.js';
import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-of-any-execution',
  breaks: 'durable:CheckpointDurableExecution/behaviour/token-of-another-execution',
  does: 'A token of one execution is accepted for another.',
  durable: rule('tokens', (right) => ({
    refuse(token, id, execution) {
      const owner = executionOfToken(token);
      return execution?.running && owner !== undefined && owner !== id ? undefined : right.refuse(token, id, execution);
    },
  })),
};
