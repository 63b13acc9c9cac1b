import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-retry-delay',
  breaks: 'durable:StepOptions/NextAttemptDelaySeconds/max',
  does: 'A retry may have any delay.',
  source: 'MiniStack 1.5.33, read',
  durable: unchecked(['StepOptions/NextAttemptDelaySeconds'], 'maximum'),
};
