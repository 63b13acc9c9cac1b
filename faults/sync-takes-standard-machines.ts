import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-takes-standard-machines',
  breaks: 'sfn:StartSyncExecution/error/StateMachineTypeNotSupported',
  does: 'StartSyncExecution runs STANDARD machines too.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('StartSyncExecution', 'StateMachineTypeNotSupported', (input) => ({
    executionArn: String(input.stateMachineArn).replace(':stateMachine:', ':execution:'),
    startDate: 1,
    stopDate: 2,
    status: 'SUCCEEDED',
    output: '{}',
  })),
};
