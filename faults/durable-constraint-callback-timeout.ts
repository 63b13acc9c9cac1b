import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-callback-timeout',
  breaks: 'durable:CallbackOptions/TimeoutSeconds/max',
  does: 'A callback may have any timeout.',
  source: 'MiniStack 1.5.33, read',
  durable: unchecked(['CallbackOptions/TimeoutSeconds'], 'maximum'),
};
