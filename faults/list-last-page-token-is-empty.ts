import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-last-page-token-is-empty',
  breaks: 'sfn:List/behaviour/last-page-has-no-token',
  does: 'The last page of executions has a nextToken that is empty.',
  options: {
    rewriteResponse: answers('ListExecutions', (output) => ({ ...output, nextToken: output.nextToken ?? '' })),
  },
};
