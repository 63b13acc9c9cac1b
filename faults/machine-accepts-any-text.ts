import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'machine-accepts-any-text',
  breaks: 'asl:machine/not-json',
  does: 'A definition that is not JSON is accepted.',
  source: 'MiniStack 1.4.21, run',
  options: overlooking('json-syntax'),
};
