import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-takes-any-name',
  breaks: 'sfn:CreateStateMachine/behaviour/forbidden-name-characters',
  does: 'A name may have spaces, wildcards and brackets.',
  source: 'MiniStack 1.4.21, run',
  install: insteadOf('CreateStateMachine', 'InvalidName', (input, call, _refusal, handle) =>
    handle({ ...input, name: String(input.name).replace(/[^\w.-]/gu, '-') }, call),
  ),
};
