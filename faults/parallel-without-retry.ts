import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-without-retry',
  breaks: 'asl:Parallel/retry',
  does: 'The Retry of a Parallel state is not looked at.',
  source: 'https://github.com/floci-io/floci/pull/2455',
  options: { reviseDefinition: dropping(['Retry'], 'Parallel') },
};
