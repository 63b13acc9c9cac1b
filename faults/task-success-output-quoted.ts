import type { Fault } from '../engine/fault.js';
import { isJsonText } from './ways/json.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-success-output-quoted',
  breaks: 'sfn:SendTaskSuccess/behaviour/output',
  does: 'The output given to SendTaskSuccess becomes the result as text.',
  install: given('SendTaskSuccess', (input) =>
    isJsonText(input.output) ? { ...input, output: JSON.stringify(input.output) } : input,
  ),
};
