import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-result-beside-the-error',
  breaks: 'durable:GetDurableExecution/behaviour/error-only-when-not',
  does: 'An execution that has failed has an empty Result too.',
  durable: answering('GetDurableExecution', (answer) =>
    answer.Status === 'FAILED' ? { ...answer, Result: '' } : answer,
  ),
};
