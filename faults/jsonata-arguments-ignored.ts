import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-arguments-ignored',
  breaks: 'asl:jsonata/arguments',
  does: 'Arguments are not looked at: a task gets the input of the state.',
  source: 'https://github.com/ministackorg/ministack/issues/636',
  options: { reviseDefinition: dropping(['Arguments'], 'Task') },
};
