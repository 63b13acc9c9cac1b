import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

const used = new WeakMap<object, Set<string>>();

export const fault: Fault = {
  id: 'list-token-is-used-up',
  breaks: 'laws:page-tokens',
  does: 'A nextToken is good for one page: who asks for that page again is refused.',
  install: around(
    ['ListExecutions', 'ListStateMachines', 'ListActivities', 'GetExecutionHistory'],
    (handle) => (input, call) => {
      if (typeof input.nextToken === 'string') {
        const known = used.get(call.account) ?? new Set<string>();
        used.set(call.account, known);
        if (known.has(input.nextToken)) throw new ServiceError('InvalidToken', 'Invalid token');
        known.add(input.nextToken);
      }
      return handle(input, call);
    },
  ),
};
