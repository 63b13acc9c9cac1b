import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

/** The last item of the page that was asked for before. */
const before = new WeakMap<object, { readonly operation: string; readonly item: unknown }>();

export const fault: Fault = {
  id: 'list-pages-overlap',
  breaks: 'sfn:List/behaviour/pages-concatenate',
  does: 'The first item of a page is the last one of the page before it.',
  install: around(
    ['ListExecutions', 'ListStateMachines', 'ListActivities'],
    (handle, operation) => async (input, call) => {
      const output = await handle(input, call);
      const [name, items] = Object.entries(output).find(([, value]) => Array.isArray(value)) as [string, unknown[]];
      const known = before.get(call.account);
      before.set(call.account, { operation, item: items.at(-1) });
      if (input.nextToken === undefined || known?.operation !== operation) return output;
      return { ...output, [name]: [known.item, ...items].slice(0, Math.max(2, items.length)) };
    },
  ),
};
