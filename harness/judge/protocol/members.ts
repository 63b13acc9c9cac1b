import type { Shape, Spec, Members as SpecMembers } from '../../../specs/spec.js';
import { isMembers, type Members, shownValue, type Value } from '../body.js';
import { type Answered, broken, kept, notApplicable, type Rule, type RuleResult } from '../rule.js';

/** A modelled value in an answer: where it is, what it should be, what it is. */
interface Place {
  readonly path: string;
  readonly shape: Shape & { readonly nullable?: true };
  readonly value: Value;
}

/** What the rules look at in one answer: gathered in one walk, since a history may hold thousands of members. */
interface Gathered {
  /** How many modelled values there are in all. */
  places: number;
  readonly timestamps: Place[];
  readonly nulls: Place[];
}

const gatheredOf = new WeakMap<Answered, Gathered>();

/** The modelled values of a success. Members that the spec doesn't know are passed over. */
function gathered(answered: Answered): Gathered {
  const known = gatheredOf.get(answered);
  if (known !== undefined) return known;
  const made: Gathered = { places: 0, timestamps: [], nulls: [] };
  gatheredOf.set(answered, made);
  const { body, error, stated, spec } = answered;
  if (error !== undefined || stated === undefined || body.kind !== 'object') return made;
  gatherMembers('', stated.response.members, body.value, spec, made);
  return made;
}

function gatherMembers(path: string, members: SpecMembers, value: Members, spec: Spec, into: Gathered): void {
  for (const name of Object.keys(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape !== undefined) gather(path === '' ? name : `${path}.${name}`, shape, value[name]!, spec, into);
  }
}

function gather(path: string, shape: Place['shape'], value: Value, spec: Spec, into: Gathered): void {
  into.places++;
  if (value === null) {
    into.nulls.push({ path, shape, value });
    return;
  }
  switch (shape.type) {
    case 'timestamp':
      into.timestamps.push({ path, shape, value });
      return;
    case 'structure':
      if (isMembers(value)) gatherMembers(path, spec.dataTypes[shape.name]?.members ?? {}, value, spec, into);
      return;
    case 'list':
      if (!Array.isArray(value)) return;
      for (let index = 0; index < value.length; index++)
        gather(`${path}[${index}]`, shape.items, value[index]!, spec, into);
      return;
    case 'map':
      if (!isMembers(value)) return;
      for (const [key, item] of Object.entries(value)) gather(`${path}.${key}`, shape.values, item, spec, into);
      return;
    case 'string':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
    case 'blob':
      return;
  }
}

/** Kept when there is something to look at and no place is wrong. */
function unless(wrong: Place | undefined, looked: number, expected: string): RuleResult {
  if (wrong !== undefined) return broken(expected, `${wrong.path} is ${shownValue(wrong.value)}`);
  return looked === 0 ? notApplicable : kept;
}

const timestamps: Rule = {
  id: 'protocol:timestamps',
  statement: 'wire:response/timestamps',
  check: (answered) => {
    const places = gathered(answered).timestamps;
    // Seconds, not milliseconds: a value of this size would be in the year 5138.
    const wrong = places.find(({ value }) => !(typeof value === 'number' && value >= 0 && value < 1e11));
    return unless(wrong, places.length, 'a JSON number of seconds since the epoch');
  },
};

const noNulls: Rule = {
  id: 'protocol:no-nulls',
  statement: 'wire:response/no-nulls',
  check: (answered) => {
    const { places, nulls } = gathered(answered);
    const wrong = nulls.find(({ shape }) => shape.nullable !== true);
    return unless(wrong, places, 'a member without a value to be left out');
  },
};

/** What the members of an answer are made of. */
export const memberRules: readonly Rule[] = [timestamps, noNulls];
