import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-client-token',
  breaks: 'durable:CheckpointDurableExecution/request/ClientToken/max-length',
  does: 'A ClientToken may have any length.',
  source: 'MiniStack 1.5.33, read',
  durable: unchecked(['CheckpointDurableExecution/ClientToken'], 'maxLength'),
};
