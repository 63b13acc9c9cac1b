import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-describes-nothing',
  breaks: 'sfn:CreateStateMachine/behaviour/description-needs-publish',
  does: 'A versionDescription without publish is passed over.',
  source: 'MiniStack 1.5.33, run',
  install: given('CreateStateMachine', ({ versionDescription, ...input }) =>
    input.publish === true && versionDescription !== undefined ? { ...input, versionDescription } : input,
  ),
};
