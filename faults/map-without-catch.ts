import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-without-catch',
  breaks: 'asl:Map/catch',
  does: 'The Catch of a Map is not looked at.',
  options: { reviseDefinition: dropping(['Catch'], 'Map') },
};
