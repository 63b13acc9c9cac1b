import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { isJsonText } from './ways/json.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-success-looks-at-output-first',
  breaks: 'sfn:SendTask/behaviour/token-before-output',
  does: 'When both are wrong, the output is refused and not the token.',
  source: 'stepfunctions-local 1.3.1, run',
  install: around('SendTaskSuccess', (handle) => (input, call) => {
    if (!isJsonText(input.output)) throw new ServiceError('InvalidOutput', 'Invalid Output');
    return handle(input, call);
  }),
};
