import { isObject, isSame, type Json, type JsonObject } from '../json.js';

/**
 * The static type of a value: an example of it. Whatever the value is when the machine runs, it has the example's members,
 * of the example's types, and its lists have the example's length. `undefined`: nothing is known.
 */
export type Shape = Json | undefined;

/** What both have in common. */
export function join(one: Shape, other: Shape): Shape {
  if (one === undefined || other === undefined) return undefined;
  if (one === other || isSame(one, other)) return one;
  if (isObject(one) && isObject(other)) {
    const common: JsonObject = {};
    for (const name of Object.keys(one)) {
      if (!Object.hasOwn(other, name)) continue;
      const member = join(one[name], other[name]);
      if (member !== undefined) common[name] = member;
    }
    return common;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return undefined;
    const items = one.map((item, index) => join(item, other[index]));
    return items.every((item) => item !== undefined) ? (items as Json[]) : undefined;
  }
  return kindOf(one) === kindOf(other) ? one : undefined;
}

export type ValueKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function kindOf(value: Json): ValueKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}

export type Steps = readonly (string | number)[];

/** A value inside of another, and how to get there. */
export interface Place {
  readonly steps: Steps;
  readonly value: Json;
}

const MOST_PLACES = 24;
const known = new WeakMap<object, readonly Place[]>();
const nothing: Steps = [];

/** The values in a shape: itself first, then from the outside in. */
export function placesIn(shape: Shape): readonly Place[] {
  if (shape === undefined) return [];
  if (shape === null || typeof shape !== 'object') return [{ steps: nothing, value: shape }];
  let places = known.get(shape);
  if (places === undefined) {
    places = listPlaces(shape);
    known.set(shape, places);
  }
  return places;
}

function listPlaces(shape: Json): readonly Place[] {
  const places: Place[] = [{ steps: nothing, value: shape }];
  for (let at = 0; at < places.length && places.length < MOST_PLACES; at++) {
    const { steps, value } = places[at]!;
    if (value === null || typeof value !== 'object' || steps.length >= 3) continue;
    if (Array.isArray(value)) {
      const last = value.length - 1;
      if (last >= 0) places.push({ steps: [...steps, 0], value: value[0]! });
      if (last > 0) places.push({ steps: [...steps, last], value: value[last]! });
    } else {
      for (const name in value) places.push({ steps: [...steps, name], value: value[name]! });
    }
  }
  return places;
}

/** The shape with `value` written where the steps lead, as ResultPath does; unknown where that can't be. */
export function written(shape: Shape, steps: Steps, value: Shape): Shape {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!Array.isArray(shape) || step >= shape.length) return undefined;
    const item = written(shape[step], rest, value);
    return item === undefined ? undefined : shape.map((known, index) => (index === step ? item : known));
  }
  if (!isObject(shape)) return undefined;
  const inner = rest.length > 0 && !Object.hasOwn(shape, step) ? {} : shape[step];
  const member = rest.length === 0 ? value : written(inner, rest, value);
  if (member !== undefined) return { ...shape, [step]: member };
  const { [step]: _, ...others } = shape;
  return others;
}
