import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'pass-ignores-parameters',
  breaks: 'asl:templates/paths',
  does: 'A Pass state passes its input on, whatever its Parameters say.',
  source: 'https://github.com/faiscadev/fakecloud/pull/2037',
  options: { reviseDefinition: dropping(['Parameters'], 'Pass') },
};
