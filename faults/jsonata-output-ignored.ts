import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-output-ignored',
  breaks: 'asl:jsonata/output',
  does: 'Output is not looked at: a state passes its input on.',
  source: 'https://github.com/ministackorg/ministack/issues/636',
  options: { reviseDefinition: dropping(['Output'], 'Pass') },
};
