import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';

/** A Default that ends, where a machine has none. */
function lenient(machine: JsonObject): JsonObject {
  const states = Object.entries(machine.States as JsonObject).map(([name, value]): [string, Json] => {
    const state = value as JsonObject;
    return [name, state.Type === 'Choice' && state.Default === undefined ? { ...state, Default: '(end)' } : state];
  });
  return { ...machine, States: { ...Object.fromEntries(states), '(end)': { Type: 'Succeed' } } };
}

export const fault: Fault = {
  id: 'choice-without-default-ends',
  breaks: 'asl:Choice/no-match',
  does: 'When no rule holds and there is no Default, the execution ends with success.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { reviseDefinition: lenient },
};
