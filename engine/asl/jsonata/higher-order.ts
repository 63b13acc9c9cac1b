import { call } from './calls.js';
import { JsonataError } from './error.js';
import type { Run } from './run.js';
import { mergeSort } from './sort.js';
import { type Callable, equal, isNumeric, isSequence, type Members, newObject, sequence, truth } from './value.js';

type Implementation = (args: readonly unknown[], run: Run) => unknown;

/** Calls a function with as many of the arguments as it takes, the first in any case. */
function callWith(callee: unknown, run: Run, ...args: unknown[]): unknown {
  const { arity } = callee as Callable;
  return call(callee, args.slice(0, Math.min(Math.max(arity, 1), args.length)), null, run);
}

function map([items, callee]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const results = sequence();
  (items as unknown[]).forEach((item, index) => {
    const result = callWith(callee, run, item, index, items);
    if (result !== undefined) results.push(result);
  });
  return results;
}

function filter([items, callee]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const results = sequence();
  (items as unknown[]).forEach((item, index) => {
    if (truth(callWith(callee, run, item, index, items)) === true) results.push(item);
  });
  return results;
}

function single([items, callee]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const found = (items as unknown[]).filter(
    (item, index) => callee === undefined || truth(callWith(callee, run, item, index, items)) === true,
  );
  if (found.length > 1) throw new JsonataError('D3138');
  if (found.length === 0) throw new JsonataError('D3139');
  return found[0];
}

function reduce([items, callee, initial]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const { arity } = callee as Callable;
  if (arity < 2) throw new JsonataError('D3050', { index: 1 });
  const all = items as unknown[];
  const startsWithFirst = initial === undefined && all.length > 0;
  let result = startsWithFirst ? all[0] : initial;
  for (let index = startsWithFirst ? 1 : 0; index < all.length; index++) {
    result = call(callee, [result, all[index], index, all].slice(0, Math.min(arity, 4)), null, run);
  }
  return result;
}

function each([object, callee]: readonly unknown[], run: Run): unknown {
  const results = sequence();
  for (const [key, value] of entriesOf(object)) {
    const result = callWith(callee, run, value, key, object);
    if (result !== undefined) results.push(result);
  }
  return results;
}

function sift([object, callee]: readonly unknown[], run: Run): unknown {
  const kept = newObject();
  for (const [key, value] of entriesOf(object)) {
    if (truth(callWith(callee, run, value, key, object)) === true) kept[key] = value;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function entriesOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}

function sort([items, callee]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const all = items as unknown[];
  if (all.length <= 1) return all;
  if (callee !== undefined) return mergeSort(all, (one, two) => Boolean(call(callee, [one, two], null, run)));
  if (!all.every(isNumeric) && !all.every((item) => typeof item === 'string'))
    throw new JsonataError('D3070', { index: 1 });
  return mergeSort(all, (one, two) => (one as string) > (two as string));
}

/** As the library's, but without comparing each item with each: what is written alike is looked up. */
function distinct([value]: readonly unknown[], run: Run): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const results: unknown[] = isSequence(value) ? sequence() : [];
  const scalars = new Set<unknown>();
  const others = new Map<string, unknown[]>();
  for (const item of value) {
    run.spend(1);
    if (item === null || typeof item !== 'object') {
      if (scalars.has(item)) continue;
      scalars.add(item);
    } else {
      const shape = Array.isArray(item) ? JSON.stringify(item) : Object.keys(item).sort().join();
      const alike = others.get(shape);
      run.spend(alike?.length ?? 0);
      if (alike?.some((other) => equal(other, item))) continue;
      if (alike === undefined) others.set(shape, [item]);
      else alike.push(item);
    }
    results.push(item);
  }
  return results;
}

function shuffle([items]: readonly unknown[], run: Run): unknown {
  if (items === undefined) return undefined;
  const all = items as unknown[];
  if (all.length <= 1) return all;
  const results: unknown[] = [];
  all.forEach((item, index) => {
    const place = Math.floor(run.scope.random() * (index + 1));
    if (place !== index) results[index] = results[place];
    results[place] = item;
  });
  return results;
}

/** One object for each member, of all objects. As with the library, only a single object's are a sequence. */
function spread([value]: readonly unknown[], run: Run): unknown {
  const results: unknown[] = Array.isArray(value) && value.length > 0 ? [] : sequence();
  const add = (one: unknown): void => {
    run.spend(1);
    if (Array.isArray(one)) for (const item of one) add(item);
    else if (one !== null && typeof one === 'object') {
      for (const [key, member] of Object.entries(one)) {
        const object: Members = newObject();
        object[key] = member;
        results.push(object);
      }
    } else if (one !== undefined) results.push(one);
  };
  if (value === null || typeof value !== 'object') return value;
  add(value);
  return results;
}

const extreme =
  (pick: (one: number, two: number) => number): Implementation =>
  ([numbers]) => {
    const all = numbers as number[] | undefined;
    return all === undefined || all.length === 0 ? undefined : all.reduce((one, two) => pick(one, two));
  };

/**
 * The library's functions that take functions, that need chance, or that would take too long on long lists; here they are
 * synchronous and counted. Each has the library's number of parameters.
 */
export const higherOrder: Readonly<Record<string, { implementation: Implementation; arity: number }>> = {
  map: { implementation: map, arity: 2 },
  filter: { implementation: filter, arity: 2 },
  single: { implementation: single, arity: 2 },
  reduce: { implementation: reduce, arity: 3 },
  each: { implementation: each, arity: 2 },
  sift: { implementation: sift, arity: 2 },
  sort: { implementation: sort, arity: 2 },
  distinct: { implementation: distinct, arity: 1 },
  shuffle: { implementation: shuffle, arity: 1 },
  spread: { implementation: spread, arity: 1 },
  max: { implementation: extreme(Math.max), arity: 1 },
  min: { implementation: extreme(Math.min), arity: 1 },
};
