import type { Draws } from '../draws.js';
import type { Json, JsonObject } from '../json.js';

/** Members of inputs and results. A name says what kind of value it holds, so that paths often find what a field needs. */
const members: readonly (readonly [name: string, draw: (draws: Draws) => Json])[] = [
  ['n', (draws) => draws.of([0, 1, 2, 3, -1, 1.5])],
  ['m', (draws) => draws.of([1, 2, 3])],
  ['s', (draws) => draws.of(['', 'a', 'ab', 'B', 'a,b', 'ä', '1'])],
  ['t', (draws) => draws.of(timestamps)],
  ['flag', (draws) => draws.chance(50)],
  ['list', (draws) => list(draws)],
  ['o', (draws) => ({ n: draws.below(3), s: draws.of(['x', 'y']) })],
  ['z', () => null],
  ['a b', (draws) => draws.of([1, 'x', true])],
];

/** Long past: how long a wait for one takes does not depend on when it is run. */
export const timestamps: readonly string[] = [
  '2016-02-29T12:00:00Z',
  '2016-02-29T13:00:00+01:00',
  '2016-02-29T12:00:00.500Z',
  '2011-11-11T11:11:11Z',
];

export const memberNames: readonly string[] = members.map(([name]) => name);

/** Numbers that a wait may take from data: none of them is long. */
export const scalars: readonly Json[] = [0, 1, 2, -1, 1.5, '', 'a', 'text', true, false, null];

/** Items that differ, so that each iteration can be told by its input. */
export function list(draws: Draws): Json[] {
  const size = draws.below(9);
  const length = size < 1 ? 0 : size < 3 ? 1 : size < 7 ? 2 : 3;
  const objects = draws.chance(30);
  const first = draws.below(3);
  const items: Json[] = [];
  for (let index = 0; index < length; index++) items.push(objects ? { k: first + index, s: 'i' } : first + index);
  return items;
}

export function object(draws: Draws): JsonObject {
  const count = draws.between(1, 4);
  const first = draws.below(members.length);
  const result: JsonObject = {};
  for (let index = 0; index < count; index++) {
    const [name, draw] = members[(first + index * 2) % members.length]!;
    result[name] = draw(draws);
  }
  return result;
}

export function value(draws: Draws): Json {
  const kind = draws.below(10);
  if (kind < 4) return draws.of(scalars);
  return kind < 6 ? list(draws) : object(draws);
}

/** The input of an execution: most often an object, since paths lead into those. */
export function input(draws: Draws): Json {
  const kind = draws.below(10);
  if (kind < 8) return object(draws);
  return kind === 8 ? list(draws) : draws.of(scalars);
}
