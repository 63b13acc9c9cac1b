import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'machine-accepts-dead-ends',
  breaks: 'asl:machine/next-or-end',
  does: 'A state with neither Next nor End is accepted.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: overlooking('next-or-end', 'terminal-state'),
};
