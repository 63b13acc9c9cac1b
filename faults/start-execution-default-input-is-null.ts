import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-default-input-is-null',
  breaks: 'sfn:StartExecution/behaviour/default-input',
  does: 'An execution that is started without input runs with null.',
  install: given('StartExecution', (input) => ({ ...input, input: input.input ?? 'null' })),
};
