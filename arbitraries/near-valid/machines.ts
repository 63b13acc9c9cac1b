import type { Draws } from '../draws.js';
import type { Json, JsonObject } from '../json.js';
import { clone, edgesOf, freshName, languageOf, statesOf } from '../relations/places.js';
import type { Path } from './states.js';

/** A definition that breaks a rule, and its twin that differs from it in that alone. */
export interface Broken {
  readonly twin: JsonObject;
  /** The definition, or its text where it can't be written as a value. */
  readonly definition: JsonObject | string;
  readonly path: Path | undefined;
}

/** A break of a machine as a whole. Nothing, where the machine is none that it can be done to. */
export interface MachineBreak {
  readonly rule: string;
  readonly modern?: true;
  /** So large that it is left out unless it is asked for. */
  readonly heavy?: true;
  readonly breaks: (definition: JsonObject, draws: Draws) => Broken | undefined;
}

function changing(change: (definition: JsonObject, draws: Draws) => Path | undefined): MachineBreak['breaks'] {
  return (twin, draws) => {
    const definition = clone(twin);
    const path = change(definition, draws);
    return path === undefined ? undefined : { twin, definition, path };
  };
}

const asText =
  (text: (definition: JsonObject) => string): MachineBreak['breaks'] =>
  (twin) => ({ twin, definition: text(twin), path: undefined });

type States = Record<string, JsonObject>;
const statesIn = (definition: JsonObject): States => definition.States as States;

/** A state in a Parallel around a Parallel, and so on. */
function nested(depth: number): JsonObject {
  let machine: JsonObject = { StartAt: 'Near 0', States: { 'Near 0': { Type: 'Succeed' } } };
  for (let level = 1; level <= depth; level++) {
    const name = `Near ${level}`;
    machine = { StartAt: name, States: { [name]: { Type: 'Parallel', Branches: [machine], End: true } } };
  }
  return machine;
}

/** Machines of one Pass state with these fields. */
const withPass = (fields: JsonObject): JsonObject => ({
  StartAt: 'Near',
  States: { Near: { Type: 'Pass', End: true, ...fields } },
});

const DEEPEST_JSON = 1_000;
const DEEPEST_STATES = 100;
const LONGEST = 1_048_576;

export const machineBreaks: readonly MachineBreak[] = [
  { rule: 'definition-empty', breaks: asText(() => '') },
  { rule: 'definition-object', breaks: asText((definition) => `[${JSON.stringify(definition)}]`) },
  { rule: 'json-syntax', breaks: asText((definition) => JSON.stringify(definition).slice(0, -1)) },
  {
    rule: 'json-depth',
    heavy: true,
    breaks: () => {
      let deep: Json = 1;
      for (let level = 0; level <= DEEPEST_JSON; level++) deep = [deep];
      return { twin: withPass({ Result: [1] }), definition: withPass({ Result: deep }), path: undefined };
    },
  },
  {
    rule: 'definition-size',
    heavy: true,
    breaks: (twin) => ({ twin, definition: { ...twin, Comment: 'n'.repeat(LONGEST) }, path: undefined }),
  },
  {
    rule: 'state-depth',
    heavy: true,
    breaks: () => ({ twin: nested(DEEPEST_STATES), definition: nested(DEEPEST_STATES + 1), path: undefined }),
  },
  {
    rule: 'required-field',
    breaks: changing((definition, draws) => {
      delete definition[draws.of(['StartAt', 'States'])];
      return [];
    }),
  },
  {
    rule: 'field-type',
    breaks: changing((definition) => {
      definition.StartAt = 1;
      return ['StartAt'];
    }),
  },
  {
    rule: 'value-empty',
    breaks: changing((definition) => {
      definition.States = {};
      return ['States'];
    }),
  },
  {
    rule: 'value-enum',
    breaks: changing((definition) => {
      definition.Version = '2.0';
      return ['Version'];
    }),
  },
  {
    rule: 'unsupported-field',
    breaks: changing((definition) => {
      definition.Near = 1;
      return [];
    }),
  },
  {
    rule: 'next-or-end',
    breaks: changing((definition, draws) => {
      const places = Object.entries(statesIn(definition)).filter(([, state]) => state.End === true);
      if (places.length === 0) return undefined;
      const [name, state] = draws.of(places);
      delete state.End;
      return ['States', name];
    }),
  },
  {
    rule: 'state-reachable',
    breaks: changing((definition) => {
      statesIn(definition)['Near by'] = { Type: 'Succeed' };
      return ['States', 'Near by'];
    }),
  },
  {
    rule: 'terminal-state',
    breaks: (twin) => {
      const definition = clone(twin);
      for (const [name, state] of Object.entries(statesIn(definition))) {
        if (state.Type === 'Succeed' || state.Type === 'Fail') {
          statesIn(definition)[name] = { Type: 'Pass', Next: definition.StartAt! };
        } else if (state.End === true) {
          delete state.End;
          state.Next = definition.StartAt!;
        }
      }
      return { twin, definition, path: undefined };
    },
  },
  {
    rule: 'state-name',
    breaks: changing((definition, draws) => {
      const edge = draws.of(edgesOf(definition).filter(({ level }) => level.machine === definition));
      const name = draws.chance(20) ? '' : 'n'.repeat(129);
      statesIn(definition)[name] = { Type: 'Pass', Next: edge.target };
      edge.lead(name);
      return ['States', name];
    }),
  },
  {
    rule: 'state-name-unique',
    breaks: (definition) => {
      const name = freshName(definition, 'Near');
      const front = (inner: string): JsonObject => {
        const made = clone(definition);
        const branch = { StartAt: inner, States: { [inner]: { Type: 'Pass', End: true } } };
        const state: JsonObject = { Type: 'Parallel', Branches: [branch], Next: made.StartAt! };
        return { ...made, StartAt: name, States: { [name]: state, ...statesIn(made) } };
      };
      const path = ['States', name];
      return { twin: front(`${name} inside`), definition: front(name), path: [...path, 'Branches', 0, ...path] };
    },
  },
  {
    rule: 'label-unique',
    modern: true,
    breaks: (definition) => {
      if (languageOf(definition) === 'JSONata') return undefined;
      const labelled = (label: string): JsonObject => {
        const made = clone(definition);
        const map = (name: string, own: string, next: Json): JsonObject => ({
          Type: 'Map',
          Label: own,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: name,
            States: { [name]: { Type: 'Pass', End: true } },
          },
          Next: next,
        });
        const first = map('Near first', 'near', 'Near two');
        const second = map('Near second', label, made.StartAt!);
        return { ...made, StartAt: 'Near one', States: { 'Near one': first, 'Near two': second, ...statesIn(made) } };
      };
      return { twin: labelled('far'), definition: labelled('near'), path: ['States', 'Near two', 'Label'] };
    },
  },
  {
    rule: 'query-language',
    modern: true,
    breaks: () => ({
      twin: { QueryLanguage: 'JSONata', ...withPass({}) },
      definition: { QueryLanguage: 'SQL', ...withPass({}) },
      path: ['QueryLanguage'],
    }),
  },
  {
    rule: 'query-language-mix',
    modern: true,
    breaks: changing((definition) => {
      if (languageOf(definition) !== 'JSONata') return undefined;
      const name = freshName(definition, 'Near');
      statesIn(definition)[name] = { Type: 'Pass', QueryLanguage: 'JSONPath', Next: definition.StartAt! };
      definition.StartAt = name;
      return ['States', name];
    }),
  },
  {
    rule: 'field-no-path',
    modern: true,
    breaks: (definition, draws) => {
      const fails = statesOf(definition).filter(
        ({ state, language }) => state.Type === 'Fail' && language === 'JSONPath',
      );
      if (fails.length === 0) return undefined;
      const { name } = draws.of(fails);
      const cause = (text: string): JsonObject => {
        const made = clone(definition);
        const fail = statesOf(made).find((place) => place.name === name)!.state;
        delete fail.CausePath;
        fail.Cause = text;
        return made;
      };
      return { twin: cause('near'), definition: cause('$.near'), path: [...pathOfState(definition, name)!, 'Cause'] };
    },
  },
];

/** Where a state stands. */
export function pathOfState(machine: JsonObject, name: string): Path | undefined {
  const states = machine.States as States | undefined;
  if (states === undefined) return undefined;
  if (Object.hasOwn(states, name)) return ['States', name];
  for (const [outer, state] of Object.entries(states)) {
    const inside: readonly (readonly [Path, Json | undefined])[] = [
      [['ItemProcessor'], state.ItemProcessor],
      [['Iterator'], state.Iterator],
      ...(Array.isArray(state.Branches) ? state.Branches : []).map(
        (branch, index) => [['Branches', index], branch] as const,
      ),
    ];
    for (const [path, inner] of inside) {
      const found = inner === undefined ? undefined : pathOfState(inner as JsonObject, name);
      if (found !== undefined) return ['States', outer, ...path, ...found];
    }
  }
  return undefined;
}
