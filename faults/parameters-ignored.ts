import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'parameters-ignored',
  breaks: 'asl:templates/paths',
  does: 'Parameters are not looked at.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { reviseDefinition: dropping(['Parameters']) },
};
