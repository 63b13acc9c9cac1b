import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-refusals-with-200',
  breaks: 'wire:response/status',
  does: 'A refusal has the status 200.',
  edge: refusals((answer) => ({ ...answer, status: 200 })),
};
