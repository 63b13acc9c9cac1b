import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-without-retry',
  breaks: 'asl:Map/retry',
  does: 'The Retry of a Map is not looked at.',
  source: 'https://github.com/floci-io/floci/pull/2455',
  options: { reviseDefinition: dropping(['Retry'], 'Map') },
};
