import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

const sizes = new WeakMap<object, Map<unknown, unknown>>();

export const fault: Fault = {
  id: 'list-token-is-for-one-page-size',
  breaks: 'sfn:List/behaviour/other-page-size-with-token',
  does: 'A nextToken is refused with another page size than before.',
  source: 'MiniStack 1.5.33, run',
  install: around(['ListExecutions', 'ListStateMachines', 'ListActivities'], (handle) => async (input, call) => {
    const known = sizes.get(call.account) ?? new Map<unknown, unknown>();
    sizes.set(call.account, known);
    if (known.has(input.nextToken) && known.get(input.nextToken) !== input.maxResults) {
      throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    }
    const output = await handle(input, call);
    if (output.nextToken !== undefined) known.set(output.nextToken, input.maxResults);
    return output;
  }),
};
