import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-history-page',
  breaks: 'durable:GetDurableExecutionHistory/request/MaxItems/max',
  does: 'A page of history may have any size.',
  source: 'dex-local-runner 1.4.0, run',
  durable: unchecked(['GetDurableExecutionHistory/MaxItems'], 'maximum'),
};
