import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-sorts-its-updates',
  breaks: 'durable:CheckpointDurableExecution/behaviour/in-order',
  does: 'The updates of a batch are applied in the order of their ids.',
  durable: given('CheckpointDurableExecution', (input) => ({
    ...input,
    Updates: [...(input.Updates ?? [])].sort((a, b) => (a.Id < b.Id ? -1 : a.Id > b.Id ? 1 : 0)),
  })),
};
