import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-accepts-any-text',
  breaks: 'sfn:StartExecution/behaviour/input-must-be-json',
  does: 'Input that is not JSON starts an execution all the same, with the empty object.',
  source: 'MiniStack 1.4.21, run',
  install: insteadOf('StartExecution', 'InvalidExecutionInput', (input, call, _refusal, handle) =>
    handle({ ...input, input: '{}' }, call),
  ),
};
