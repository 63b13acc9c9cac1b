import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-error-beside-the-result',
  breaks: 'durable:GetDurableExecution/behaviour/result-only-when-succeeded',
  does: 'An execution that has succeeded has an empty Error too.',
  durable: answering('GetDurableExecution', (answer) =>
    answer.Status === 'SUCCEEDED' ? { ...answer, Error: {} } : answer,
  ),
};
