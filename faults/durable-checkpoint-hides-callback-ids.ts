import type { Fault } from '../engine/fault.js';
import { answering, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-hides-callback-ids',
  breaks: 'durable:CheckpointDurableExecution/behaviour/tells-the-callback-id',
  does: 'The answer to the start of a callback does not hold its CallbackId.',
  durable: answering('CheckpointDurableExecution', (answer) => ({
    ...answer,
    NewExecutionState: {
      Operations: answer.NewExecutionState.Operations.map((operation) => leaving(operation, 'CallbackDetails')),
    },
  })),
};
