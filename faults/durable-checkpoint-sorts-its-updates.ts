import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-sorts-its-updates',
  breaks: 'durable:CheckpointDurableExecution/behaviour/in-order',
  does: 'The updates of a batch are applied by their types.',
  durable: given('CheckpointDurableExecution', (input) => ({
    ...input,
    Updates: [...(input.Updates ?? [])].sort((a, b) => (a.Type < b.Type ? -1 : a.Type > b.Type ? 1 : 0)),
  })),
};
