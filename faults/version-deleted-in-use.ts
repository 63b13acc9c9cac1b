import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-deleted-in-use',
  breaks: 'sfn:DeleteStateMachineVersion/behaviour/in-use',
  does: 'A version that an alias routes to is deleted.',
  install: insteadOf('DeleteStateMachineVersion', 'ConflictException', () => ({})),
};
