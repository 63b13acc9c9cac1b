import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-without-catch',
  breaks: 'asl:Parallel/catch',
  does: 'The Catch of a Parallel state is not looked at.',
  options: { reviseDefinition: dropping(['Catch'], 'Parallel') },
};
