import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-attempts-not-counted',
  breaks: 'durable:step/attempts-count',
  does: 'The attempt of a step stays 0.',
  source: 'MiniStack 1.5.33, run',
  durable: rule('steps', () => ({ attemptAfter: ({ attempt }) => attempt })),
};
