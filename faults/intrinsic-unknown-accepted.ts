import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'intrinsic-unknown-accepted',
  breaks: 'asl:intrinsics/unknown',
  does: 'A definition that calls a function that does not exist is accepted.',
  source: 'moto 5.2.5, run',
  options: overlooking('intrinsic-call', 'template-path'),
};
