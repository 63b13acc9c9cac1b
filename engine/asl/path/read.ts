import type { Json } from '../doc.js';

/** Reads one member. `undefined` when the value is no object or has no such member. */
export type Reader = (value: Json | undefined) => Json | undefined;

/** Names that an array or a prototype has, or that are indexes: only own members of objects count. */
const needsCare = (name: string): boolean => name in Array.prototype || /^\d+$/.test(name);

/** A reader of one name. Data may have members such as `__proto__` and `constructor`, which are ordinary there. */
export function reader(name: string): Reader {
  if (!needsCare(name))
    return (value) =>
      value !== null && typeof value === 'object' ? (value as { [member: string]: Json })[name] : undefined;
  return (value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
      ? value[name]
      : undefined;
}

/** Reads one member whose name is not known beforehand. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
    ? value[name]
    : undefined;
}

/** An item of an array, counted from its end when `index` is negative. */
export function item(value: Json | undefined, index: number): Json | undefined {
  if (!Array.isArray(value)) return undefined;
  return value[index < 0 ? value.length + index : index];
}
