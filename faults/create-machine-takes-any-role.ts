import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-takes-any-role',
  breaks: 'sfn:CreateStateMachine/error/InvalidArn',
  does: 'A role may be any text.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('CreateStateMachine', 'InvalidArn', (input, call, _refusal, handle) =>
    handle({ ...input, roleArn: 'arn:aws:iam::123456789012:role/any' }, call),
  ),
};
