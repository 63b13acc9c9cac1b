import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-newest-first',
  breaks: 'sfn:GetExecutionHistory/behaviour/ascending',
  does: 'Events come in descending order, unless reverseOrder is true.',
  install: given('GetExecutionHistory', (input) => ({ ...input, reverseOrder: input.reverseOrder !== true })),
};
