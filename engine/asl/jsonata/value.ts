import { JsonataError } from './error.js';

/**
 * An array of JSONata's own: the results of a step, which a single result is taken out of. The marks are the library's.
 * Arrays of the data never carry any.
 */
export interface Sequence extends Array<unknown> {
  sequence?: true;
  /** A single result stays in its array: `name[]`. */
  keepSingleton?: true;
  /** Written `[...]`: not spread into the results around it. */
  cons?: true;
  /** Its items are tuples: values by name. */
  tupleStream?: true;
}

export function sequence(...items: unknown[]): Sequence {
  const result: Sequence = items;
  result.sequence = true;
  return result;
}

/** The items of an array as a sequence. */
export function sequenceOf(items: readonly unknown[]): Sequence {
  const result: Sequence = items.slice();
  result.sequence = true;
  return result;
}

export function isSequence(value: unknown): value is Sequence {
  return Array.isArray(value) && (value as Sequence).sequence === true;
}

/** Something that can be called. */
export abstract class Callable {
  /** How many arguments it takes: what higher-order functions give it. */
  abstract readonly arity: number;

  /** How the library's functions know a function. */
  get _jsonata_lambda(): true {
    return true;
  }
}

export const isFunction = (value: unknown): value is Callable => value instanceof Callable;

/** Whether it is a number that JSON knows. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', { value });
  return true;
}

export type Members = Record<string, unknown>;

/** Objects of the data and of expressions; not arrays, not functions. */
export function isObject(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Callable);
}

/** An object of our own: it has no prototype, so that every name is an ordinary member. */
export function newObject(): Members {
  return Object.create(null) as Members;
}

/** What a value counts as where a truth is wanted; `undefined` stays. */
export function truth(value: unknown): boolean | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    if (value.length === 1) return truth(value[0]);
    return value.some((item) => truth(item) === true);
  }
  if (typeof value === 'string') return value.length > 0;
  if (isNumeric(value)) return value !== 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return value === true;
}

/** Whether two values are the same, as `=` has it. */
export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  if (Array.isArray(left) || Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equal((left as Members)[key], (right as Members)[key]));
}

/** The member of an object, or of all objects of an array. */
export function lookup(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const found = sequence();
    for (const item of value) {
      const member = lookup(item, name);
      if (Array.isArray(member)) for (const one of member) found.push(one);
      else if (member !== undefined) found.push(member);
    }
    return found;
  }
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Two values as one array. */
export function append(left: unknown, right: unknown): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return (Array.isArray(left) ? left : [left]).concat(Array.isArray(right) ? right : [right]);
}
