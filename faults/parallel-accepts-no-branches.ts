import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'parallel-accepts-no-branches',
  breaks: 'asl:Parallel/empty-branches',
  does: 'A Parallel state without branches is accepted.',
  source: 'MiniStack 1.5.33, run',
  options: overlooking('value-empty'),
};
