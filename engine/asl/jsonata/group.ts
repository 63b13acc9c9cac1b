import type { Node } from './ast.js';
import type { Evaluate } from './calls.js';
import type { Compiler } from './compile.js';
import { JsonataError } from './error.js';
import { isTupleStream } from './steps.js';
import { append, type Members, newObject } from './value.js';

/** The values that came to one key, and the pair of the constructor that made the key. */
interface Group {
  data: unknown;
  pair: number;
}

/** `{key: value, ...}`: an object whose values are made from all the items that gave the same key. */
export function compileGroup(pairs: readonly [Node, Node][], compiler: Compiler): Evaluate {
  const keys = pairs.map(([key]) => compiler.compile(key));
  const values = pairs.map(([, value]) => compiler.compile(value));
  return (input, frame) => {
    const reduce = isTupleStream(input);
    let items: readonly unknown[] = Array.isArray(input) ? input : [input];
    if (items.length === 0 && !reduce) items = [undefined];
    const groups = new Map<string, Group>();
    for (const item of items) {
      frame.run.spend(1);
      const inner = reduce ? frame.withTuple(item as Members) : frame;
      const context = reduce ? (item as Members)['@'] : item;
      for (const [pair, evaluate] of keys.entries()) addTo(groups, evaluate(context, inner), item, pair);
    }
    const result = newObject();
    for (const [key, { data, pair }] of groups) {
      let value: unknown;
      if (reduce) {
        const { '@': context, ...tuple } = combined(data);
        value = values[pair]!(context, frame.withTuple(tuple));
      } else value = values[pair]!(data, frame);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

function addTo(groups: Map<string, Group>, key: unknown, item: unknown, pair: number): void {
  if (key === undefined) return;
  if (typeof key !== 'string') throw new JsonataError('T1003', { value: key });
  const group = groups.get(key);
  if (group === undefined) groups.set(key, { data: item, pair });
  else if (group.pair !== pair) throw new JsonataError('D1009', { value: key });
  else group.data = append(group.data, item);
}

/** One tuple for a group of them: each name's values together. */
function combined(data: unknown): Members {
  if (!Array.isArray(data)) return data as Members;
  const result: Members = Object.assign(newObject(), data[0]);
  for (const tuple of data.slice(1) as Members[])
    for (const name of Object.keys(tuple)) result[name] = append(result[name], tuple[name]);
  return result;
}
