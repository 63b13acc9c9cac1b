import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-answer-after-the-end',
  breaks: 'durable:CheckpointDurableExecution/behaviour/last-answer-has-no-token',
  does: 'The checkpoint that ends the execution is answered with another token.',
  source: 'dex-local-runner 1.4.0, run',
  durable: answering('CheckpointDurableExecution', (answer) => ({ CheckpointToken: 'bm8gdXNl', ...answer })),
};
