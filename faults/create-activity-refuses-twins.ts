import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-activity-refuses-twins',
  breaks: 'sfn:CreateActivity/behaviour/identical-twice',
  does: 'Creating an activity again is refused.',
  source: 'moto 5.2.5, run',
  install: around('CreateActivity', (handle) => (input, call) => {
    if (call.account.activities.has(String(input.name))) {
      throw new ServiceError('ActivityAlreadyExists', `Activity Already Exists: '${input.name}'`);
    }
    return handle(input, call);
  }),
};
