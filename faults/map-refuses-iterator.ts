import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'map-refuses-iterator',
  breaks: 'asl:Map/iterator',
  does: 'The older field Iterator is refused.',
  install: around('CreateStateMachine', (handle) => (input, call) => {
    if (!String(input.definition).includes('"Iterator"')) return handle(input, call);
    throw new ServiceError('InvalidDefinition', "Field 'Iterator' is not supported.");
  }),
};
