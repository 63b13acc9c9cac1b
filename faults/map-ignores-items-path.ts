import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-ignores-items-path',
  breaks: 'asl:Map/items-path',
  does: 'ItemsPath is not looked at: the items are looked for in the input itself.',
  options: { reviseDefinition: dropping(['ItemsPath'], 'Map') },
};
