import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'delete-activity-does-nothing',
  breaks: 'sfn:DeleteActivity/behaviour/gone',
  does: 'DeleteActivity succeeds, and the activity is there as before.',
  install: around('DeleteActivity', () => () => ({})),
};
