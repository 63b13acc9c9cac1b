import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-accepts-any-text',
  breaks: 'sfn:StartSyncExecution/error/InvalidExecutionInput',
  does: 'Input of StartSyncExecution that is not JSON is taken for the empty object.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('StartSyncExecution', 'InvalidExecutionInput', (input, call, _refusal, handle) =>
    handle({ ...input, input: '{}' }, call),
  ),
};
