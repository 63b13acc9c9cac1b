import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-answers-nothing',
  breaks: 'durable:CheckpointDurableExecution/behaviour/tells-what-changed',
  does: 'A checkpoint answers without any operation.',
  durable: answering('CheckpointDurableExecution', (answer) => ({ ...answer, NewExecutionState: { Operations: [] } })),
};
