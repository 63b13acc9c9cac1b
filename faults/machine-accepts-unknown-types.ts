import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'machine-accepts-unknown-types',
  breaks: 'asl:machine/unknown-type',
  does: 'A state of an unknown Type is accepted.',
  source: 'moto 5.2.5, run',
  options: overlooking('state-type', 'required-field', 'next-or-end'),
};
