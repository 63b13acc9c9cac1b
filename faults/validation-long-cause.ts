import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-long-cause',
  breaks: 'sfn:StopExecution/request/cause/max-length',
  does: 'A cause may be as long as the client likes.',
  source: 'MiniStack 1.5.33, run',
  options: { reviseSpec: unchecked('StopExecution', 'cause', 'maxLength') },
};
