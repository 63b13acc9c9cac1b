import type { Json } from '../doc.js';
import { isFunction, type Members, type Sequence } from './value.js';

/** The result holds something that JSON cannot: a function. */
export class UnsupportedResult extends Error {}

/**
 * The result of an expression as ordinary JSON. Parts that are that already are shared, not copied; arrays lose JSONata's
 * marks, since they may become another expression's input. Numbers that JSON lacks become their names, as on AWS.
 */
export function toJson(value: unknown): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value === undefined) return null;
  if (isFunction(value)) throw new UnsupportedResult();
  if (value === null || typeof value !== 'object') return value as Json;
  if (Array.isArray(value)) return arrayToJson(value);
  return objectToJson(value as Members);
}

const isMarked = ({ sequence, keepSingleton, cons, tupleStream }: Sequence): boolean =>
  sequence === true || keepSingleton === true || cons === true || tupleStream === true;

function arrayToJson(items: Sequence): Json {
  let copy: Json[] | undefined = isMarked(items) ? [] : undefined;
  for (let index = 0; index < items.length; index++) {
    const json = toJson(items[index]);
    if (copy === undefined && json !== items[index]) copy = items.slice(0, index) as Json[];
    copy?.push(json);
  }
  return copy ?? (items as Json[]);
}

function objectToJson(object: Members): Json {
  let copy: Members | undefined;
  for (const key of Object.keys(object)) {
    const json = toJson(object[key]);
    if (json === object[key]) continue;
    copy ??= { ...object };
    if (object[key] === undefined) delete copy[key];
    else copy[key] = json;
  }
  return (copy ?? object) as Json;
}
