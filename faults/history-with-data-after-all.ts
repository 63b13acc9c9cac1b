import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-with-data-after-all',
  breaks: 'sfn:GetExecutionHistory/behaviour/without-data',
  does: 'The includeExecutionData of false is not looked at.',
  source: 'stepfunctions-local 1.3.1, run',
  install: given('GetExecutionHistory', ({ includeExecutionData: _asked, ...input }) => input),
};
