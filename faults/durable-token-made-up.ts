import { executionOfToken } from '../engine/durable/tokens.js';
import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-made-up',
  breaks: 'durable:CheckpointDurableExecution/behaviour/made-up-token',
  does: 'Any text is accepted as the checkpoint token of a running execution.',
  durable: rule('tokens', (right) => ({
    refuse: (token, id, execution) =>
      execution?.running && executionOfToken(token) === undefined ? undefined : right.refuse(token, id, execution),
  })),
};
