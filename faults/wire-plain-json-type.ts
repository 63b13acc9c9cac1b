import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-plain-json-type',
  breaks: 'wire:response/content-type',
  does: 'Answers are of the type application/json.',
  source: 'moto 5.2.5, run',
  edge: everyAnswer((answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/json' } })),
};
