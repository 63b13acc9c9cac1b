import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-failure-without-error',
  breaks: 'sfn:SendTaskFailure/behaviour/error-and-cause',
  does: 'The error given to SendTaskFailure is lost: the task fails with States.TaskFailed.',
  source: 'https://github.com/faiscadev/fakecloud/issues/1712',
  install: given('SendTaskFailure', (input) => ({ ...input, error: 'States.TaskFailed' })),
};
