import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-wait-seconds',
  breaks: 'durable:WaitOptions/WaitSeconds/max',
  does: 'A wait may be longer than a year and a day.',
  source: 'MiniStack 1.5.33, read',
  durable: unchecked(['WaitOptions/WaitSeconds'], 'maximum'),
};
