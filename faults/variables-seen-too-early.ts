import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';

export const fault: Fault = {
  id: 'variables-seen-too-early',
  breaks: 'asl:variables/old-values',
  does: 'The later expressions of an Assign see the new values of the earlier ones.',
  source: 'MiniStack 1.5.33, run',
  options: {
    language: {
      ...defaultLanguage,
      assign: (names, evaluate, scope) => {
        const values = new Map<string, Json>();
        const variables = { get: (name: string) => values.get(name) ?? scope.variables.get(name) };
        const seeing: typeof scope = Object.create(scope, { variables: { value: variables } });
        for (const name of names) values.set(name, evaluate(name, seeing));
        return values;
      },
    },
  },
};
