import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-knows-only-running',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/agrees',
  does: 'Every execution is listed as RUNNING.',
  durable: answering('ListDurableExecutionsByFunction', (answer) => ({
    ...answer,
    DurableExecutions: answer.DurableExecutions.map((execution) => ({ ...execution, Status: 'RUNNING' })),
  })),
};
