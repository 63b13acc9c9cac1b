import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-ignores-output-path',
  breaks: 'asl:paths/output-path',
  does: 'A Wait state passes its whole input on: OutputPath changes nothing.',
  source: 'https://github.com/floci-io/floci/issues/3258',
  options: { reviseDefinition: dropping(['OutputPath'], 'Wait') },
};
