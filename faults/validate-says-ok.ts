import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'validate-says-ok',
  breaks: 'sfn:ValidateStateMachineDefinition/behaviour/fail',
  does: 'ValidateStateMachineDefinition finds every definition OK.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: {
    rewriteResponse: answers('ValidateStateMachineDefinition', (output) => ({
      ...output,
      result: 'OK',
      diagnostics: [],
    })),
  },
};
