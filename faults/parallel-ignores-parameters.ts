import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-ignores-parameters',
  breaks: 'asl:templates/paths',
  does: 'The branches of a Parallel state get its input, whatever its Parameters say.',
  source: 'https://github.com/localstack/localstack/issues/11004',
  options: { reviseDefinition: dropping(['Parameters'], 'Parallel') },
};
