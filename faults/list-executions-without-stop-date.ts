import type { Fault } from '../engine/fault.js';
import type { Output } from '../engine/index.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-without-stop-date',
  breaks: 'sfn:ListExecutions/behaviour/agrees-with-describe',
  does: 'The items of the list have no stopDate.',
  source: 'https://github.com/getmoto/moto/issues/6792',
  options: {
    rewriteResponse: answers('ListExecutions', (output) => ({
      ...output,
      executions: (output.executions as Output[]).map((item) => leaving(item, 'stopDate')),
    })),
  },
};
