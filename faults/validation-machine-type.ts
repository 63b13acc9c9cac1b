import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'validation-machine-type',
  breaks: 'sfn:CreateStateMachine/request/type/enum',
  does: 'A machine of an unknown type is created as a STANDARD one.',
  source: 'moto 5.2.5, run',
  options: { reviseSpec: unchecked('CreateStateMachine', 'type', 'enum') },
  install: given('CreateStateMachine', (input) => ({
    ...input,
    type: input.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  })),
};
