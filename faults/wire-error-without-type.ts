import type { Fault } from '../engine/fault.js';
import { bodyOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-error-without-type',
  breaks: 'wire:response/error-shape',
  does: 'The __type of a refusal is null.',
  source: 'moto 5.2.4, run',
  edge: refusals((answer) => saying(answer, { ...bodyOf(answer), __type: null })),
};
