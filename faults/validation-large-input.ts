import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-large-input',
  breaks: 'sfn:StartExecution/request/input/max-length',
  does: 'Input may be as large as the client likes.',
  source: 'LocalStack 2026.3.0, run',
  options: { reviseSpec: unchecked(['StartExecution', 'StartSyncExecution'], 'input', 'maxLength') },
};
