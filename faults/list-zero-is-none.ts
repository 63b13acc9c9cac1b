import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-zero-is-none',
  breaks: 'sfn:List/behaviour/zero-is-default',
  does: 'A maxResults of 0 lists nothing.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: answers(
      ['ListExecutions', 'ListStateMachines', 'ListActivities', 'GetExecutionHistory'],
      (output, { maxResults }) =>
        maxResults === 0
          ? Object.fromEntries(Object.entries(output).map(([name, value]) => [name, Array.isArray(value) ? [] : value]))
          : output,
    ),
  },
};
