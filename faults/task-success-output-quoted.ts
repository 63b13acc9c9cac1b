import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

const isJson = (text: unknown): text is string => {
  try {
    JSON.parse(String(text));
    return typeof text === 'string';
  } catch {
    return false;
  }
};

export const fault: Fault = {
  id: 'task-success-output-quoted',
  breaks: 'sfn:SendTaskSuccess/behaviour/output',
  does: 'The output given to SendTaskSuccess becomes the result as text.',
  install: given('SendTaskSuccess', (input) =>
    isJson(input.output) ? { ...input, output: JSON.stringify(input.output) } : input,
  ),
};
