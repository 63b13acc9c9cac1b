import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'express-executions-listed',
  breaks: 'sfn:ListExecutions/behaviour/express',
  does: 'ListExecutions of an EXPRESS machine gives an empty list.',
  source: 'moto 5.2.5, run',
  install: insteadOf('ListExecutions', 'StateMachineTypeNotSupported', () => ({ executions: [] })),
};
