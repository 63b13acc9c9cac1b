import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-publishes-nothing',
  breaks: 'sfn:CreateStateMachine/behaviour/publish',
  does: 'The publish of CreateStateMachine is not looked at.',
  install: given('CreateStateMachine', ({ publish: _publish, versionDescription, ...input }) =>
    _publish === true ? input : { ...input, ...(versionDescription !== undefined && { versionDescription }) },
  ),
};
