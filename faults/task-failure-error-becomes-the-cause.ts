import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-failure-error-becomes-the-cause',
  breaks: 'sfn:SendTaskFailure/behaviour/error-and-cause',
  does: 'The cause given to SendTaskFailure becomes the error, and the cause is Error.',
  source: 'stepfunctions-local 1.3.1, run',
  install: given('SendTaskFailure', ({ cause, ...input }) => ({ ...input, error: cause ?? 'Error', cause: 'Error' })),
};
