import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'delete-machine-does-nothing',
  breaks: 'sfn:DeleteStateMachine/behaviour/no-longer-described',
  does: 'DeleteStateMachine succeeds, and the machine is there as before.',
  install: around('DeleteStateMachine', () => () => ({})),
};
