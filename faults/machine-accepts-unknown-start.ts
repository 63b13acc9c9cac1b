import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'machine-accepts-unknown-start',
  breaks: 'asl:machine/unknown-start',
  does: 'A StartAt that names no state is accepted.',
  source: 'moto 5.2.4, run',
  options: overlooking('transition-target', 'state-reachable', 'terminal-state'),
};
