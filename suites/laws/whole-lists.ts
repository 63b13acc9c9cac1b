import type { CallAnswer, Caller } from '../../arbitraries/calls/index.js';
import type { Json, JsonObject } from '../../arbitraries/json.js';

/** Lists whose pages are read to the end, and the member that holds their items. */
const lists: Readonly<Record<string, string>> = {
  ListStateMachines: 'stateMachines',
  ListActivities: 'activities',
  ListExecutions: 'executions',
  ListStateMachineVersions: 'stateMachineVersions',
};
const MOST_PAGES = 50;

/** Calls as they are, but lists come whole. */
export function wholeLists(once: Caller['call']): Caller['call'] {
  return async (operation, input): Promise<CallAnswer> => {
    const first = await once(operation, input);
    const member = lists[operation];
    if (first.kind === 'refusal' || member === undefined) return first;
    const items: Json[] = Array.isArray(first.output[member]) ? [...first.output[member]] : [];
    let { nextToken } = first.output;
    for (let page = 1; typeof nextToken === 'string' && nextToken !== '' && page < MOST_PAGES; page++) {
      const next = await once(operation, { ...input, nextToken });
      if (next.kind === 'refusal') return next;
      if (Array.isArray(next.output[member])) items.push(...next.output[member]);
      ({ nextToken } = next.output);
    }
    const { nextToken: _, ...rest }: JsonObject = first.output;
    return { kind: 'success', output: { ...rest, [member]: items } };
  };
}
