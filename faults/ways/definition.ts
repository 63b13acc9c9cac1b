import type { Json, JsonObject } from '../../engine/index.js';

type Revise = (definition: JsonObject) => JsonObject;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A machine with every state changed, those of branches and item processors too, from the inside out. */
export function eachState(change: (state: JsonObject, name: string) => JsonObject): Revise {
  const revise: Revise = (machine) => {
    if (!isObject(machine.States)) return machine;
    const states = Object.entries(machine.States).map(([name, state]): [string, Json] => [
      name,
      isObject(state) ? change(within(state), name) : state,
    ]);
    return { ...machine, States: Object.fromEntries(states) };
  };
  const within = (state: JsonObject): JsonObject => ({
    ...state,
    ...(Array.isArray(state.Branches) && {
      Branches: state.Branches.map((branch) => (isObject(branch) ? revise(branch) : branch)),
    }),
    ...(isObject(state.ItemProcessor) && { ItemProcessor: revise(state.ItemProcessor) }),
    ...(isObject(state.Iterator) && { Iterator: revise(state.Iterator) }),
  });
  return revise;
}

/** A machine with every state of a type changed. */
export function eachOf(type: string, change: (state: JsonObject, name: string) => JsonObject): Revise {
  return eachState((state, name) => (state.Type === type ? change(state, name) : state));
}

/** A state without some of its fields. */
export function without(state: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !fields.includes(name)));
}

/** A machine with the fields left out wherever a state has them; `type` narrows it to one type of state. */
export function dropping(fields: readonly string[], type?: string): Revise {
  return eachState((state) => (type === undefined || state.Type === type ? without(state, ...fields) : state));
}

/** A value with every string within it changed. */
export function eachText(value: Json, change: (text: string) => Json): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => eachText(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, eachText(member, change)]));
}

/** A machine with the inside of each JSONata expression changed. */
export function eachExpression(change: (expression: string) => string): Revise {
  return (definition) =>
    eachText(definition, (text) =>
      text.startsWith('{%') && text.endsWith('%}') ? `{% ${change(text.slice(2, -2).trim())} %}` : text,
    ) as JsonObject;
}

/** Each member of a list of objects changed: retriers, catchers, rules of a Choice. */
export function eachEntry(list: Json | undefined, change: (entry: JsonObject) => JsonObject): Json {
  return Array.isArray(list) ? list.map((entry) => (isObject(entry) ? change(entry) : entry)) : (list ?? null);
}

/** A branch or an item processor whose failures come only after those beside it have had a minute's time. */
export function failingLate(branch: JsonObject): JsonObject {
  const states = Object.entries(branch.States as JsonObject).flatMap(([name, value]): [string, Json][] => {
    const state = value as JsonObject;
    if (state.Type !== 'Fail') return [[name, state]];
    return [
      [name, { Type: 'Wait', Seconds: 60, Next: `${name} at last` }],
      [`${name} at last`, state],
    ];
  });
  return { ...branch, States: Object.fromEntries(states) };
}
