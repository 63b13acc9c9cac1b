import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'retry-accepts-states-all-beside-others',
  breaks: 'asl:Retry/states-all-alone',
  does: 'A retrier may name States.ALL beside other errors.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: overlooking('states-all-alone'),
};
