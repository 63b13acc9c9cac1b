import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-pages-lose-one',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/pages',
  does: 'The last execution of a page that has another after it is left out.',
  durable: answering('ListDurableExecutionsByFunction', (answer) => ({
    ...answer,
    DurableExecutions:
      answer.NextMarker === undefined ? answer.DurableExecutions : answer.DurableExecutions.slice(0, -1),
  })),
};
