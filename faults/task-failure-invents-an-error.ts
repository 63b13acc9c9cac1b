import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-failure-invents-an-error',
  breaks: 'sfn:SendTaskFailure/behaviour/both-optional',
  does: 'A failure that is sent without an error gets the error States.TaskFailed.',
  install: given('SendTaskFailure', (input) => ({ ...input, error: input.error ?? 'States.TaskFailed' })),
};
