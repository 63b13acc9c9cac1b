import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'validation-name-one-short',
  breaks: 'sfn:CreateStateMachine/request/name/max-length',
  does: 'A name of 80 characters is refused.',
  install: around('CreateStateMachine', (handle) => (input, call) => {
    if (String(input.name).length > 79) throw new ServiceError('InvalidName', `Invalid Name: '${input.name}'`);
    return handle(input, call);
  }),
};
