import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-activity-made-anew',
  breaks: 'sfn:CreateActivity/behaviour/identical-twice',
  does: 'Creating an activity again gives it another creation date.',
  install: around('CreateActivity', (handle) => (input, call) => {
    call.account.activities.delete(String(input.name));
    return handle(input, call);
  }),
};
