import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'result-selector-ignored',
  breaks: 'asl:templates/result-selector',
  does: 'ResultSelector is not looked at.',
  options: { reviseDefinition: dropping(['ResultSelector']) },
};
