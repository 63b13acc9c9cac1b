import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'jsonata-accepts-path-fields',
  breaks: 'asl:jsonata/path-fields-refused',
  does: 'A JSONata state with a field of JSONPath is accepted.',
  source: 'https://github.com/floci-io/floci/issues/2968',
  options: overlooking('query-language-field'),
};
