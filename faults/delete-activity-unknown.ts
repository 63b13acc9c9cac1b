import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'delete-activity-unknown',
  breaks: 'sfn:DeleteActivity/behaviour/twice',
  does: 'Deleting an activity that is already gone is refused.',
  source: 'stepfunctions-local 1.3.1, run',
  install: around('DeleteActivity', (handle) => (input, call) => {
    const name = String(input.activityArn).split(':').at(-1) ?? '';
    if (String(input.activityArn).startsWith('arn:') && !call.account.activities.has(name)) {
      throw new ServiceError('ActivityDoesNotExist', `Activity Does Not Exist: '${input.activityArn}'`);
    }
    return handle(input, call);
  }),
};
