import { isObject, type Json, type JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import type { QueryLanguage } from '../recipe.js';

/** A machine, a branch or an item processor: what has states. */
export interface Level {
  readonly machine: JsonObject & { StartAt: string; States: Record<string, JsonObject> };
  /** Nothing, a Parallel or a Map state is around it. */
  readonly within: 'machine' | 'branch' | 'processor';
}

export interface StatePlace {
  readonly name: string;
  readonly state: JsonObject;
  readonly level: Level;
  readonly language: QueryLanguage;
}

export function isLevel(value: Json | undefined): value is Level['machine'] {
  return isObject(value) && typeof value.StartAt === 'string' && isObject(value.States);
}

export const languageOf = (definition: JsonObject): QueryLanguage =>
  definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';

/** The machine and all branches and item processors in it. */
export function levelsOf(definition: JsonObject): Level[] {
  const found: Level[] = [];
  const visit = (value: Json | undefined, within: Level['within']): void => {
    if (!isLevel(value)) return;
    found.push({ machine: value, within });
    for (const state of Object.values(value.States)) {
      for (const branch of Array.isArray(state.Branches) ? state.Branches : []) visit(branch, 'branch');
      visit(state.ItemProcessor, 'processor');
      visit(state.Iterator, 'processor');
    }
  };
  visit(definition, 'machine');
  return found;
}

/** All states at all levels. */
export function statesOf(definition: JsonObject): StatePlace[] {
  const inherited = languageOf(definition);
  return levelsOf(definition).flatMap((level) =>
    Object.entries(level.machine.States).map(([name, state]) => ({
      name,
      state,
      level,
      language: state.QueryLanguage === 'JSONata' ? ('JSONata' as const) : inherited,
    })),
  );
}

/** A way from one state to another, which can be led elsewhere. */
export interface Edge {
  readonly level: Level;
  readonly target: string;
  lead(target: string): void;
}

/** Every way: StartAt, Next, Default, and the Next of rules and catchers. */
export function edgesOf(definition: JsonObject): Edge[] {
  return levelsOf(definition).flatMap((level) => {
    const { machine } = level;
    const edges: Edge[] = [];
    const add = (holder: JsonObject, field: string): void => {
      const target = holder[field];
      if (typeof target !== 'string') return;
      edges.push({
        level,
        target,
        lead: (other) => {
          holder[field] = other;
        },
      });
    };
    add(machine, 'StartAt');
    for (const state of Object.values(machine.States)) {
      add(state, 'Next');
      add(state, 'Default');
      for (const field of ['Choices', 'Catch']) {
        for (const entry of Array.isArray(state[field]) ? state[field] : []) if (isObject(entry)) add(entry, 'Next');
      }
    }
    return edges;
  });
}

export function clone<Value extends Json>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** The machine with another definition, made by changing a copy. */
export function changed(machine: Machine, change: (definition: JsonObject) => void): Machine {
  const definition = clone(machine.definition);
  change(definition);
  return { ...machine, definition };
}

/** A state name that the definition does not use. */
export function freshName(definition: JsonObject, base: string): string {
  const used = new Set(statesOf(definition).map(({ name }) => name));
  if (!used.has(base)) return base;
  for (let number = 2; ; number++) if (!used.has(`${base} ${number}`)) return `${base} ${number}`;
}

/** A definition as a branch: what belongs to a whole machine alone is left out. */
export function asBranch(definition: JsonObject): Level['machine'] {
  const { StartAt, States } = definition as Level['machine'];
  return { StartAt, States };
}

/** What belongs to a whole machine alone, but for its time limit. */
export function frameOf({ QueryLanguage }: JsonObject): JsonObject {
  return QueryLanguage === undefined ? {} : { QueryLanguage };
}

/** Whether a text stands anywhere in the definition. */
export function mentions(definition: JsonObject, ...texts: readonly string[]): boolean {
  const whole = JSON.stringify(definition);
  return texts.some((text) => whole.includes(text));
}

/** Every state of one definition gets another name. @returns the new name of each */
export function renameStates(definition: JsonObject, rename: (name: string) => string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name } of statesOf(definition)) names.set(name, rename(name));
  for (const { machine } of levelsOf(definition)) {
    const entries = Object.entries(machine.States);
    for (const [name] of entries) delete machine.States[name];
    for (const [name, state] of entries) machine.States[names.get(name)!] = state;
  }
  for (const edge of edgesOf(definition)) edge.lead(names.get(edge.target)!);
  return names;
}
