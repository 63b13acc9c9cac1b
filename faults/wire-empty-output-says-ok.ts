import type { Fault } from '../engine/fault.js';
import { everyAnswer, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-empty-output-says-ok',
  breaks: 'wire:response/empty-output',
  does: 'An operation without output answers with an object that says that all is well.',
  edge: everyAnswer((answer) => (answer.body === '{}' ? saying(answer, { ok: true }) : answer)),
};
