import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-ignores-item-selector',
  breaks: 'asl:Map/item-selector',
  does: 'ItemSelector is not looked at: iterations get the items as they are.',
  source: 'https://github.com/floci-io/floci/issues/675',
  options: { reviseDefinition: dropping(['ItemSelector', 'Parameters'], 'Map') },
};
