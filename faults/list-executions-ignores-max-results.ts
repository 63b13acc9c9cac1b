import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-ignores-max-results',
  breaks: 'sfn:List/behaviour/page-size-is-a-limit',
  does: 'A list is given whole, whatever maxResults is.',
  source: 'https://github.com/getmoto/moto/issues/3137',
  install: given(['ListExecutions', 'ListStateMachines', 'ListActivities'], ({ maxResults: _size, ...input }) => ({
    ...input,
    maxResults: 1000,
  })),
};
