import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'validation-missing-definition',
  breaks: 'sfn:CreateStateMachine/request/definition/required',
  does: 'A machine without a definition is created.',
  source: 'MiniStack 1.5.33, run',
  options: { reviseSpec: unchecked('CreateStateMachine', 'definition', 'required') },
  install: given('CreateStateMachine', (input) => ({
    ...input,
    definition: input.definition ?? '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
  })),
};
