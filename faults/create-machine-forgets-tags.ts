import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-machine-forgets-tags',
  breaks: 'sfn:CreateStateMachine/behaviour/tags',
  does: 'The tags given at creation are not kept.',
  install: given('CreateStateMachine', ({ tags: _tags, ...input }) => input),
};
