import type { Shape, Spec } from '../../../specs/spec.js';
import { isMembers, shownValue, type Value } from '../body.js';
import { type Answered, broken, kept, notApplicable, type Rule, type RuleResult } from '../rule.js';

/** A modelled value in an answer: where it is, what it should be, what it is. */
interface Place {
  readonly path: string;
  readonly shape: Shape & { readonly nullable?: true };
  readonly value: Value;
}

/** Every value in a success that the spec models, outer ones first. Members it doesn't know are passed over. */
export function* modelled({ body, error, stated, spec }: Answered): Generator<Place> {
  if (error !== undefined || stated === undefined || body.kind !== 'object') return;
  for (const [name, member] of Object.entries(stated.response.members)) {
    const value = body.value[name];
    if (value !== undefined) yield* within(name, member, value, spec);
  }
}

function* within(path: string, shape: Place['shape'], value: Value, spec: Spec): Generator<Place> {
  yield { path, shape, value };
  switch (shape.type) {
    case 'structure': {
      if (!isMembers(value)) return;
      for (const [name, member] of Object.entries(spec.dataTypes[shape.name]?.members ?? {})) {
        const inner = value[name];
        if (inner !== undefined) yield* within(`${path}.${name}`, member, inner, spec);
      }
      return;
    }
    case 'list':
      if (!Array.isArray(value)) return;
      for (const [index, item] of value.entries()) yield* within(`${path}[${index}]`, shape.items, item, spec);
      return;
    case 'map':
      if (!isMembers(value)) return;
      for (const [key, item] of Object.entries(value)) yield* within(`${path}.${key}`, shape.values, item, spec);
      return;
    case 'string':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
    case 'timestamp':
    case 'blob':
      return;
  }
}

/** A rule about every modelled value that `of` selects. */
function everyPlace(
  answered: Answered,
  of: (place: Place) => boolean,
  right: (place: Place) => boolean,
  expected: string,
): RuleResult {
  let places = 0;
  for (const place of modelled(answered)) {
    if (!of(place)) continue;
    places++;
    if (!right(place)) return broken(expected, `${place.path} is ${shownValue(place.value)}`);
  }
  return places === 0 ? notApplicable : kept;
}

const timestamps: Rule = {
  id: 'protocol:timestamps',
  statement: 'wire:response/timestamps',
  check: (answered) =>
    everyPlace(
      answered,
      ({ shape, value }) => shape.type === 'timestamp' && value !== null,
      // Seconds, not milliseconds: a value of this size would be in the year 5138.
      ({ value }) => typeof value === 'number' && value >= 0 && value < 1e11,
      'a JSON number of seconds since the epoch',
    ),
};

const noNulls: Rule = {
  id: 'protocol:no-nulls',
  statement: 'wire:response/no-nulls',
  check: (answered) =>
    everyPlace(
      answered,
      ({ shape }) => shape.nullable !== true,
      ({ value }) => value !== null,
      'a member without a value to be left out',
    ),
};

/** What the members of an answer are made of. */
export const memberRules: readonly Rule[] = [timestamps, noNulls];
