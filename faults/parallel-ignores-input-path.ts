import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-ignores-input-path',
  breaks: 'asl:paths/input-path',
  does: 'The branches of a Parallel state get its raw input: InputPath changes nothing.',
  source: 'https://github.com/floci-io/floci/issues/3258',
  options: { reviseDefinition: dropping(['InputPath'], 'Parallel') },
};
