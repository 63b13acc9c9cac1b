import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-name-is-taken',
  breaks: 'durable:Invoke/behaviour/same-name-same-payload',
  does: 'A name that is used is refused, also with the same payload.',
  durable: rule('starting', () => ({ meansTheSame: () => false })),
};
