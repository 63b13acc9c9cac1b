import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'validate-knows-less-than-create',
  breaks: 'sfn:ValidateStateMachineDefinition/behaviour/agrees-with-create',
  does: 'ValidateStateMachineDefinition looks at each state and not at where it goes.',
  source: 'https://github.com/localstack/localstack/pull/13281',
  options: {
    rewriteResponse: answers('ValidateStateMachineDefinition', (output) => {
      const diagnostics = (output.diagnostics as JsonObject[]).filter(
        ({ code }) => !String(code).startsWith('MISSING_'),
      );
      const isBad = diagnostics.some(({ severity }) => severity === 'ERROR');
      return { ...output, diagnostics, result: isBad ? 'FAIL' : 'OK' };
    }),
  },
};
