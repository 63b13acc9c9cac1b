import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-takes-objects-only',
  breaks: 'sfn:StartExecution/behaviour/any-json-input',
  does: 'Input that is JSON but no object is refused.',
  install: around('StartExecution', (handle) => (input, call) => {
    if (/^\s*[^{\s]/.test(String(input.input ?? '{}'))) {
      throw new ServiceError('InvalidExecutionInput', 'The input is not an object.');
    }
    return handle(input, call);
  }),
};
