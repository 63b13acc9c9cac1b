import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-refusals-of-another-type',
  breaks: 'wire:response/content-type',
  does: 'Refusals are of the type text/html.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: refusals((answer) => ({
    ...answer,
    headers: { ...answer.headers, 'content-type': 'text/html; charset=utf-8' },
  })),
};
