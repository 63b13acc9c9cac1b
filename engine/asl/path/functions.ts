import type { Json } from '../doc.js';

/** A function at the end of a path: `length()`. `undefined` is "nothing found". */
export type PathFunction = (value: Json, args: readonly Json[]) => Json | undefined;

function numbers(value: Json): number[] | undefined {
  const found = Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : [];
  return found.length === 0 ? undefined : found;
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** Applies `combine` to the numbers of an array; there must be some. */
const overNumbers =
  (combine: (values: readonly number[]) => number): PathFunction =>
  (value) => {
    const found = numbers(value);
    return found === undefined ? undefined : combine(found);
  };

/** The functions of the path library that AWS builds on. */
export const pathFunctions: Readonly<Record<string, PathFunction>> = {
  length: (value) => {
    if (Array.isArray(value)) return value.length;
    return value !== null && typeof value === 'object' ? Object.keys(value).length : undefined;
  },
  size: (value, args) => pathFunctions.length!(value, args),
  keys: (value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : undefined,
  min: overNumbers((values) => values.reduce((one, two) => Math.min(one, two))),
  max: overNumbers((values) => values.reduce((one, two) => Math.max(one, two))),
  sum: overNumbers(sum),
  avg: overNumbers((values) => sum(values) / values.length),
  stddev: overNumbers((values) => {
    const mean = sum(values) / values.length;
    return Math.sqrt(sum(values.map((one) => (one - mean) ** 2)) / values.length);
  }),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  index: (value, [at]) => (Array.isArray(value) && typeof at === 'number' ? value.at(at) : undefined),
  append: (value, args) => (Array.isArray(value) ? [...value, ...args] : undefined),
  concat: (value, args) => {
    const strings = [...(Array.isArray(value) ? value : [value]), ...args].filter((one) => typeof one === 'string');
    return strings.join('');
  },
};
