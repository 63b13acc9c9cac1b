import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'wait-refuses-fractions',
  breaks: 'asl:Wait/timestamp',
  does: 'A Timestamp with a fraction of a second is refused.',
  source: 'https://github.com/localstack/localstack/issues/11997',
  install: around('CreateStateMachine', (handle) => (input, call) => {
    if (!/"Timestamp":\s*"[^"]*\.\d+Z"/.test(String(input.definition))) return handle(input, call);
    throw new ServiceError('InvalidDefinition', 'The time data does not match the format.');
  }),
};
