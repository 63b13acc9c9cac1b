import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'create-machine-invalid-name-from-80',
  breaks: 'sfn:CreateStateMachine/request/name/max-length',
  does: 'A name may be longer than 80 characters.',
  source: 'LocalStack 2026.3.0, run',
  options: { reviseSpec: unchecked('CreateStateMachine', 'name', 'maxLength') },
};
