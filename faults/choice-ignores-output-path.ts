import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'choice-ignores-output-path',
  breaks: 'asl:paths/output-path',
  does: 'A Choice state passes its raw input on: OutputPath changes nothing.',
  source: 'https://github.com/faiscadev/fakecloud/pull/2037',
  options: { reviseDefinition: dropping(['OutputPath'], 'Choice') },
};
