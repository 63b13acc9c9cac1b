import type { Freedom } from '../engine/fault.js';
import type { HttpResponse } from '../engine/index.js';
import { operationOf } from '../faults/ways/wire.js';

/** The model says of these that what they answer may not have the latest change. */
const LAGGING: ReadonlySet<string> = new Set([
  'DescribeActivity',
  'DescribeExecution',
  'DescribeStateMachine',
  'DescribeStateMachineForExecution',
]);

/** What is the answer now, by who asked for what. */
let known = new Map<string, HttpResponse>();

export const freedom: Freedom = {
  id: 'descriptions-that-lag',
  does: 'Whatever has changed is once more described as it was before.',
  because:
    'The current model calls these four operations eventually consistent: what they tell may lack the latest changes.',
  install: () => {
    known = new Map();
  },
  edge: {
    rewriteAnswer: (answer, request) => {
      const operation = operationOf(request);
      if (!LAGGING.has(operation) || answer.status >= 400) return answer;
      const asked = [request.headers.authorization?.split(',', 1)[0], operation, request.body].join('\n');
      const before = known.get(asked) ?? answer;
      known.set(asked, answer);
      return { ...answer, status: before.status, body: before.body };
    },
  },
};
