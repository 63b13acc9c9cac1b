import type { Fault } from '../engine/fault.js';
import { renamed } from './ways/operations.js';

export const fault: Fault = {
  id: 'history-forged-token-is-an-error',
  breaks: 'sfn:GetExecutionHistory/error/InvalidToken',
  does: 'A nextToken that was never given is refused with the error type Error.',
  source: 'stepfunctions-local 1.3.1, run',
  install: renamed('GetExecutionHistory', 'InvalidToken', 'Error'),
};
