import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'validation-empty-name',
  breaks: 'sfn:StartExecution/request/name/min-length',
  does: 'An empty name of an execution is taken for none.',
  source: 'LocalStack 2026.3.0, run',
  options: { reviseSpec: unchecked('StartExecution', 'name', 'minLength') },
  install: given('StartExecution', ({ name, ...input }) =>
    name === '' || name === undefined ? input : { ...input, name },
  ),
};
