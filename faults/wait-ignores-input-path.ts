import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-ignores-input-path',
  breaks: 'asl:paths/input-path',
  does: 'A Wait state passes its raw input on: InputPath changes nothing.',
  source: 'https://github.com/floci-io/floci/issues/3258',
  options: { reviseDefinition: dropping(['InputPath'], 'Wait') },
};
