import type { JsonObject } from '../../asl/doc.js';
import { TestStateError } from './test-state-error.js';

/** The state to be tested, and the query language it has when it names none. */
export interface Subject {
  readonly definition: JsonObject;
  readonly queryLanguage: 'JSONPath' | 'JSONata';
}

/**
 * Finds the state in TestState's definition: the definition itself, or the state of that name, however deep in the machine.
 * @throws TestStateError when the machine has no such state
 */
export function findState(definition: JsonObject, name: string | undefined): Subject {
  const queryLanguage = definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  if (name === undefined) return { definition, queryLanguage };
  const found = search(definition, name);
  if (found === undefined) {
    throw new TestStateError('ValidationException', `State not found: '${name}'`);
  }
  return { definition: found, queryLanguage };
}

function search(machine: JsonObject, name: string): JsonObject | undefined {
  const states = machine.States as JsonObject;
  if (Object.hasOwn(states, name)) return states[name] as JsonObject;
  for (const state of Object.values(states) as JsonObject[]) {
    const inner = [state.ItemProcessor, state.Iterator, ...((state.Branches as JsonObject[] | undefined) ?? [])];
    for (const machineWithin of inner) {
      const found = machineWithin === undefined ? undefined : search(machineWithin as JsonObject, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
