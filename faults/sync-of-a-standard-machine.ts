import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-of-a-standard-machine',
  breaks: 'sfn:StartSyncExecution/behaviour/standard',
  does: 'StartSyncExecution of a STANDARD machine is refused as one of an unknown machine.',
  install: renamed('StartSyncExecution', 'StateMachineTypeNotSupported', 'StateMachineDoesNotExist'),
};
