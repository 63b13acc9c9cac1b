import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'result-path-null-refused',
  breaks: 'asl:paths/result-path-null',
  does: 'A ResultPath of null is refused.',
  source: 'stepfunctions-local 1.3.1, run',
  install: around(['CreateStateMachine', 'UpdateStateMachine'], (handle) => (input, call) => {
    if (!/"ResultPath"\s*:\s*null/.test(String(input.definition))) return handle(input, call);
    throw new ServiceError('InvalidDefinition', "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED'");
  }),
};
