import type { Node } from './ast.js';
import type { Compiler } from './compile.js';
import { JsonataError } from './error.js';
import type { Frame } from './run.js';
import { isTupleStream } from './steps.js';
import type { Members } from './value.js';

/** Sorts so that what `after` puts behind comes behind; what it does not order keeps its order. */
export function mergeSort(items: readonly unknown[], after: (one: unknown, two: unknown) => boolean): unknown[] {
  if (items.length <= 1) return items.slice();
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), after);
  const right = mergeSort(items.slice(middle), after);
  const merged: unknown[] = [];
  let from = 0;
  let other = 0;
  while (from < left.length && other < right.length) {
    merged.push(after(left[from], right[other]) ? right[other++] : left[from++]);
  }
  while (from < left.length) merged.push(left[from++]);
  while (other < right.length) merged.push(right[other++]);
  return merged;
}

/** `^(...)`: orders by its terms, the first one first. */
export function compileSort(node: Node, compiler: Compiler): (values: unknown[], frame: Frame) => unknown[] {
  const terms = node.terms!.map(({ expression, descending }) => ({ key: compiler.compile(expression), descending }));
  return (values, frame) => {
    if (values.length <= 1) return values;
    const tuples = isTupleStream(values);
    const keyOf = (key: (typeof terms)[number]['key'], item: unknown): unknown =>
      tuples ? key((item as Members)['@'], frame.withTuple(item as Members)) : key(item, frame);
    return mergeSort(values, (one, two) => {
      frame.run.spend(1);
      for (const { key, descending } of terms) {
        const order = compareKeys(keyOf(key, one), keyOf(key, two), descending);
        if (order !== 0) return order > 0;
      }
      return false;
    });
  };
}

/** Below, equal to or above 0. What is not there comes last, whichever way the order goes. */
function compareKeys(one: unknown, two: unknown, descending: boolean): number {
  if (one === undefined) return two === undefined ? 0 : 1;
  if (two === undefined) return -1;
  const sortable = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number';
  if (!sortable(one) || !sortable(two)) throw new JsonataError('T2008', { value: sortable(one) ? two : one });
  if (typeof one !== typeof two) throw new JsonataError('T2007', { value: one, value2: two });
  if (one === two) return 0;
  return one < two === descending ? 1 : -1;
}
