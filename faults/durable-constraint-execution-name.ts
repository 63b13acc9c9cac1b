import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-execution-name',
  breaks: 'durable:Invoke/request/DurableExecutionName/pattern',
  does: 'The name of an execution may have any characters.',
  source: 'MiniStack 1.5.33, run',
  durable: unchecked(['Invoke/DurableExecutionName'], 'pattern'),
};
