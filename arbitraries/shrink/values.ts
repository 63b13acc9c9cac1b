import { isObject, type Json, type JsonObject } from '../json.js';

/** Simpler values: parts left out, numbers nearer to 0, texts shorter. */
export function* simplerValues(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    if (value.length > 0) yield [];
    if (value.length > 1) for (let index = 0; index < value.length; index++) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries())
      for (const simpler of simplerValues(item)) yield value.with(index, simpler);
  } else if (isObject(value)) {
    const names = Object.keys(value);
    if (names.length > 1) yield {};
    for (const name of names) yield without(value, name);
    for (const name of names) for (const simpler of simplerValues(value[name]!)) yield { ...value, [name]: simpler };
  } else if (typeof value === 'number') {
    if (value !== 0) yield 0;
    if (Math.abs(value) > 1) yield Math.trunc(value / 2);
  } else if (typeof value === 'string' && value !== '') {
    yield '';
    if (value.length > 1) yield value.slice(0, 1);
  } else if (value === true) yield false;
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object;
  return rest;
}
