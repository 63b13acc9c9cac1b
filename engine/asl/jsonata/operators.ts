import { JsonataError } from './error.js';
import { libraryFunction } from './library.js';
import type { Run } from './run.js';
import { equal, isNumeric, isObject, sequence, sequenceOf, truth } from './value.js';

const toText = libraryFunction('string').implementation as (value: unknown) => string;

/** A value as text, as `&` and `$string` write it. */
export function textOf(value: unknown, run: Run): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : toText.call(run.focus, value);
}

const LONGEST_RANGE = 1e7;

/** The operators that take both their sides' values. */
export const operators: Readonly<Record<string, (left: unknown, right: unknown, run: Run) => unknown>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': (left, right) => left !== undefined && right !== undefined && equal(left, right),
  '!=': (left, right) => left !== undefined && right !== undefined && !equal(left, right),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '&': (left, right, run) => {
    const text = textOf(left, run) + textOf(right, run);
    run.hold(text);
    return text;
  },
  '..': range,
  in: (left, right) =>
    left !== undefined && right !== undefined && (Array.isArray(right) ? right : [right]).includes(left),
};

function arithmetic(compute: (left: number, right: number) => number) {
  return (left: unknown, right: unknown): number | undefined => {
    if (left !== undefined && !isNumeric(left)) throw new JsonataError('T2001', { value: left });
    if (right !== undefined && !isNumeric(right)) throw new JsonataError('T2002', { value: right });
    return left === undefined || right === undefined ? undefined : compute(left, right);
  };
}

function comparison(holds: (left: string | number, right: string | number) => boolean) {
  return (left: unknown, right: unknown): boolean | undefined => {
    const comparable = (value: unknown): boolean =>
      value === undefined || typeof value === 'string' || typeof value === 'number';
    if (!comparable(left) || !comparable(right))
      throw new JsonataError('T2010', { value: comparable(left) ? right : left });
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right) throw new JsonataError('T2009', { value: left, value2: right });
    return holds(left as string, right as string);
  };
}

function range(first: unknown, last: unknown, run: Run): unknown {
  if (first !== undefined && !Number.isInteger(first)) throw new JsonataError('T2003', { value: first });
  if (last !== undefined && !Number.isInteger(last)) throw new JsonataError('T2004', { value: last });
  if (first === undefined || last === undefined) return undefined;
  const from = first as number;
  const size = (last as number) - from + 1;
  if (size <= 0) return undefined;
  if (size > LONGEST_RANGE) throw new JsonataError('D2014', { value: size });
  const items = sequence();
  items.length = size;
  run.hold(items);
  run.spend(size);
  for (let index = 0; index < size; index++) items[index] = from + index;
  return items;
}

export function negate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (isNumeric(value)) return -value;
  throw new JsonataError('D1002', { value });
}

/** A condition's outcome. */
export const holds = (value: unknown): boolean => truth(value) === true;

/** All members' values, arrays spread. As with the library, they are a sequence only when none of them was an array. */
export function wildcard(input: unknown): unknown {
  let value = input;
  if (Array.isArray(value) && (value as { outerWrapper?: true }).outerWrapper && value.length > 0) value = value[0];
  const members = below(value);
  if (!members.some(Array.isArray)) return sequenceOf(members);
  const found: unknown[] = [];
  for (const member of members) flattenInto(member, found);
  return found;
}

/** The items of an array, the members of an object. */
function below(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function flattenInto(value: unknown, out: unknown[]): void {
  if (!Array.isArray(value)) out.push(value);
  else for (const item of value) flattenInto(item, out);
}

/** The input and everything under it, arrays spread. */
export function descendants(input: unknown, run: Run): unknown {
  if (input === undefined) return undefined;
  const found = sequence();
  const pending: unknown[] = [input];
  while (pending.length > 0) {
    const next = pending.pop();
    run.spend(1);
    if (!Array.isArray(next)) found.push(next);
    const members = below(next);
    for (let index = members.length - 1; index >= 0; index--) pending.push(members[index]);
  }
  return found.length === 1 ? found[0] : found;
}
