import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'task-success-takes-any-output',
  breaks: 'sfn:SendTaskSuccess/behaviour/output-must-be-json',
  does: 'Output that is not JSON is accepted as text.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('SendTaskSuccess', 'InvalidOutput', (input, call, _refusal, handle) =>
    handle({ ...input, output: JSON.stringify(input.output) }, call),
  ),
};
