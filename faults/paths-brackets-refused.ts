import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'paths-brackets-refused',
  breaks: 'asl:paths/brackets',
  does: 'A path with a name in brackets and quotes is refused.',
  source: 'https://github.com/stackshy/cloudemu/pull/859',
  install: around('CreateStateMachine', (handle) => (input, call) => {
    if (!String(input.definition).includes("['")) return handle(input, call);
    throw new ServiceError('InvalidDefinition', 'Only paths of plain names are known.');
  }),
};
