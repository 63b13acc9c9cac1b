import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'result-selector-ignored',
  breaks: 'asl:templates/result-selector',
  does: 'ResultSelector is not looked at.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { reviseDefinition: dropping(['ResultSelector']) },
};
