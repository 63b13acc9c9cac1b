import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-ignores-reverse-order',
  breaks: 'sfn:GetExecutionHistory/behaviour/reverse-order',
  does: 'The reverseOrder of GetExecutionHistory is not looked at.',
  source: 'https://github.com/localstack/localstack/issues/10106',
  install: given('GetExecutionHistory', ({ reverseOrder: _reverse, ...input }) => input),
};
