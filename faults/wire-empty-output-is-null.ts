import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-empty-output-is-null',
  breaks: 'wire:response/empty-output',
  does: 'An operation without output answers with null.',
  edge: everyAnswer((answer) => (answer.body === '{}' ? { ...answer, body: 'null' } : answer)),
};
