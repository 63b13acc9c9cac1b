import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-ignores-status-filter',
  breaks: 'sfn:ListExecutions/behaviour/status-filter',
  does: 'The statusFilter is not looked at.',
  source: 'https://github.com/getmoto/moto/pull/3427',
  install: given('ListExecutions', ({ statusFilter: _status, ...input }) => input),
};
