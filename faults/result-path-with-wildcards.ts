import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'result-path-with-wildcards',
  breaks: 'asl:paths/result-path-is-a-reference',
  does: 'A ResultPath with a wildcard, a slice or a descent is accepted.',
  source: 'moto 5.2.5, run',
  options: overlooking('reference-path'),
};
