import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-ignores-the-other-payload',
  breaks: 'durable:Invoke/behaviour/same-name-other-payload',
  does: 'A name that is used, with another payload, means the execution that has it.',
  durable: rule('starting', () => ({ meansTheSame: () => true })),
};
