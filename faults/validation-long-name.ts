import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-long-name',
  breaks: 'sfn:StartExecution/request/name/max-length',
  does: 'A name of an execution may be longer than 80 characters.',
  source: 'MiniStack 1.5.33, run',
  options: { reviseSpec: unchecked('StartExecution', 'name', 'maxLength') },
};
