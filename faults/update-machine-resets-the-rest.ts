import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-resets-the-rest',
  breaks: 'sfn:UpdateStateMachine/behaviour/keeps-the-rest',
  does: 'An update of the definition sets the role back.',
  install: given('UpdateStateMachine', (input) =>
    input.definition !== undefined && input.roleArn === undefined
      ? { ...input, roleArn: 'arn:aws:iam::123456789012:role/default' }
      : input,
  ),
};
