import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

/** The token that a changed one is taken for: the one of its length that was given last. */
const given = new WeakMap<object, Map<number, string>>();

export const fault: Fault = {
  id: 'list-changed-tokens-pass',
  breaks: 'laws:token-opacity',
  does: 'Only the length of a nextToken is looked at: one that was changed is taken for the one that was given last.',
  install: around(
    ['ListExecutions', 'ListStateMachines', 'ListActivities', 'GetExecutionHistory'],
    (handle) => async (input, call) => {
      const known = given.get(call.account) ?? new Map<number, string>();
      given.set(call.account, known);
      const { nextToken } = input;
      const last = typeof nextToken === 'string' ? known.get(nextToken.length) : undefined;
      const output = await handle(last === undefined ? input : { ...input, nextToken: last }, call);
      if (typeof output.nextToken === 'string') known.set(output.nextToken.length, output.nextToken);
      return output;
    },
  ),
};
