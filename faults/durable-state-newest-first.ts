import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-state-newest-first',
  breaks: 'durable:GetDurableExecutionState/behaviour/execution-first',
  does: 'The state comes newest first.',
  durable: answering('GetDurableExecutionState', (answer) => ({
    ...answer,
    Operations: [...answer.Operations].reverse(),
  })),
};
