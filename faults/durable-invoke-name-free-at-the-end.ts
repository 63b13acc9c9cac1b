import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-name-free-at-the-end',
  breaks: 'durable:Invoke/behaviour/name-of-a-closed-execution',
  does: 'The name of an execution that has ended starts another.',
  source: 'MiniStack 1.5.33, run',
  durable: rule('starting', () => ({ holdsName: ({ running }) => running })),
};
