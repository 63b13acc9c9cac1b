import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-plain-takes-a-name',
  breaks: 'durable:Invoke/behaviour/name-on-a-plain-function',
  does: 'A durable name for a function that is not durable is accepted.',
  source: 'MiniStack 1.5.33, run',
  durable: rule('starting', () => ({ requiresDurable: () => undefined })),
};
