import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'paths-any-syntax',
  breaks: 'asl:paths/invalid-syntax',
  does: 'A path that is none is accepted when the machine is created.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: overlooking('path-syntax'),
};
