import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'validate-says-fail',
  breaks: 'sfn:ValidateStateMachineDefinition/behaviour/ok',
  does: 'ValidateStateMachineDefinition finds no definition OK.',
  source: 'https://github.com/localstack/localstack/issues/12958',
  options: {
    rewriteResponse: answers('ValidateStateMachineDefinition', (output) => ({ ...output, result: 'FAIL' })),
  },
};
