import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-operation-name',
  breaks: 'durable:OperationUpdate/Name/max-length',
  does: 'The name of an operation may have any length.',
  source: 'MiniStack 1.5.33, read',
  durable: unchecked(['OperationUpdate/Name'], 'maxLength'),
};
