import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'choice-ignores-input-path',
  breaks: 'asl:paths/input-path',
  does: 'A Choice state looks at its raw input: InputPath changes nothing.',
  source: 'https://github.com/floci-io/floci/issues/3258',
  options: { reviseDefinition: dropping(['InputPath'], 'Choice') },
};
