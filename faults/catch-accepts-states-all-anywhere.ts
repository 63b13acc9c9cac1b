import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'catch-accepts-states-all-anywhere',
  breaks: 'asl:Catch/states-all-last',
  does: 'A catcher of States.ALL need not be the last.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: overlooking('states-all-alone'),
};
