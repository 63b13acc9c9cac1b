import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-activity-refuses-dots',
  breaks: 'sfn:CreateActivity/behaviour/punctuation-in-names',
  does: 'A name of an activity with a dot is refused.',
  install: around('CreateActivity', (handle) => (input, call) => {
    if (String(input.name).includes('.')) throw new ServiceError('InvalidName', `Invalid Name: '${input.name}'`);
    return handle(input, call);
  }),
};
