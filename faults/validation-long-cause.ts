import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-long-cause',
  breaks: 'sfn:StopExecution/request/cause/max-length',
  does: 'A cause may be as long as the client likes.',
  options: { reviseSpec: unchecked('StopExecution', 'cause', 'maxLength') },
};
