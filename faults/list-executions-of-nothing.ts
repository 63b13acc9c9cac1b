import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-of-nothing',
  breaks: 'sfn:ListExecutions/error/StateMachineDoesNotExist',
  does: 'The executions of a machine that is not there are an empty list.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('ListExecutions', 'StateMachineDoesNotExist', () => ({ executions: [] })),
};
