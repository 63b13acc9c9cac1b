import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-last-page-has-a-token',
  breaks: 'sfn:List/behaviour/last-page-has-no-token',
  does: 'The last page carries the token that it was asked for with.',
  options: {
    rewriteResponse: answers(['ListExecutions', 'ListStateMachines', 'ListActivities'], (output, input) => ({
      ...output,
      nextToken: output.nextToken ?? input.nextToken,
    })),
  },
};
