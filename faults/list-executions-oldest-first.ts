import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-oldest-first',
  breaks: 'sfn:ListExecutions/behaviour/newest-first',
  does: 'Executions are listed with the oldest first.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    rewriteResponse: answers('ListExecutions', (output) => ({
      ...output,
      executions: (output.executions as unknown[]).toReversed(),
    })),
  },
};
