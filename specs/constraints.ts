import type { Member, Shape } from './spec.js';

/** The last part of a structural statement's id. `items/`, `keys/` and `values/` in front: of the elements of a list or a map. */
export type Facet = 'required' | ScalarFacet | `${'items' | 'keys' | 'values'}/${ScalarFacet}`;

type ScalarFacet =
  | 'type'
  | 'min-length'
  | 'max-length'
  | 'min'
  | 'max'
  | 'enum'
  | 'pattern'
  | 'min-items'
  | 'max-items';

/** One thing that a spec asks of a member. */
export type Constraint =
  | { readonly facet: Facet; readonly field: string; readonly kind: 'required' }
  | { readonly facet: Facet; readonly field: string; readonly kind: 'type'; readonly type: string }
  | {
      readonly facet: Facet;
      readonly field: string;
      readonly kind: 'bound';
      readonly words: string;
      readonly bound: 'min' | 'max';
      readonly limit: number;
    }
  | { readonly facet: Facet; readonly field: string; readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly facet: Facet; readonly field: string; readonly kind: 'pattern'; readonly pattern: string };

/** Where a member stands: that decides what breaks its constraint, the caller or the target. */
export type Side =
  | { readonly kind: 'request' | 'response'; readonly operation: string }
  | { readonly kind: 'data type'; readonly name: string; readonly sides: ReadonlySet<'request' | 'response'> };

/** What a spec asks of a member, in a fixed order. */
export function constraintsOf(member: Member): readonly Constraint[] {
  const constraints: Constraint[] = [];
  if (member.required) constraints.push({ facet: 'required', field: 'required', kind: 'required' });
  addShape(constraints, member, '', member.nullable ? ' or null' : '');
  return constraints;
}

function addShape(
  into: Constraint[],
  shape: Shape,
  prefix: '' | `${'items' | 'keys' | 'values'}/`,
  more: string,
): void {
  into.push({ facet: `${prefix}type`, field: `${prefix}type`, kind: 'type', type: `${TYPE_WORDS[shape.type]}${more}` });
  const bound = (facet: ScalarFacet, field: string, which: 'min' | 'max', words: string, limit: number | undefined) => {
    if (limit !== undefined)
      into.push({ facet: `${prefix}${facet}`, field: `${prefix}${field}`, kind: 'bound', bound: which, words, limit });
  };
  switch (shape.type) {
    case 'string':
    case 'blob': {
      const words = shape.type === 'string' ? 'character' : 'byte';
      bound('min-length', 'minLength', 'min', words, shape.minLength);
      bound('max-length', 'maxLength', 'max', words, shape.maxLength);
      if (shape.type === 'string' && shape.enum)
        into.push({ facet: `${prefix}enum`, field: `${prefix}enum`, kind: 'enum', values: shape.enum });
      if (shape.type === 'string' && shape.pattern !== undefined) {
        into.push({ facet: `${prefix}pattern`, field: `${prefix}pattern`, kind: 'pattern', pattern: shape.pattern });
      }
      return;
    }
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      bound('min', 'minimum', 'min', '', shape.minimum);
      bound('max', 'maximum', 'max', '', shape.maximum);
      return;
    case 'list':
      bound('min-items', 'minItems', 'min', 'element', shape.minItems);
      bound('max-items', 'maxItems', 'max', 'element', shape.maxItems);
      addShape(into, shape.items, 'items/', '');
      return;
    case 'map':
      addShape(into, shape.keys, 'keys/', '');
      addShape(into, shape.values, 'values/', '');
      return;
    default:
      return;
  }
}

/** The sentence of a constraint, or undefined when nothing could break it (a length of at least 0 in a response). */
export function sentenceFor(name: string, constraint: Constraint, side: Side): string | undefined {
  const part = PARTS[constraint.facet.split('/').length === 2 ? (constraint.facet.split('/')[0] ?? '') : ''] ?? '';
  const sends = side.kind === 'request' || (side.kind === 'data type' && !side.sides.has('response'));
  const vacuous =
    constraint.kind === 'bound' && constraint.bound === 'min' && constraint.words !== '' && constraint.limit === 0;
  if (vacuous) return sends ? `${ownerOf(side)} may have an empty ${part || ''}${name}.`.replace('  ', ' ') : undefined;
  if (constraint.kind === 'required') {
    if (sends) return `${ownerOf(side)} without ${name} is refused.`;
    return side.kind === 'response'
      ? `A success of ${side.operation} always has ${name}.`
      : `Every ${ownerName(side)} has ${name}.`;
  }
  const subject = `${part}${name} of ${ownerName(side)}`;
  const holds = predicate(constraint);
  if (sends) return `${capital(subject)} ${holds}; anything else is refused.`;
  return `${capital(subject)}, where it is present, ${holds}.`;
}

function ownerOf(side: Side): string {
  const name = side.kind === 'data type' ? side.name : `${side.operation} ${side.kind}`;
  return `${/^[AEIO]/.test(name) ? 'An' : 'A'} ${name}`;
}

function ownerName(side: Side): string {
  return side.kind === 'data type' ? side.name : `${side.operation}'s ${side.kind}`;
}

function predicate(constraint: Exclude<Constraint, { kind: 'required' }>): string {
  switch (constraint.kind) {
    case 'type':
      return `is ${constraint.type}`;
    case 'bound': {
      const limit = constraint.bound === 'min' ? `at least ${constraint.limit}` : `at most ${constraint.limit}`;
      return constraint.words === ''
        ? `is ${limit}`
        : `has ${limit} ${constraint.words}${constraint.limit === 1 ? '' : 's'}`;
    }
    case 'enum':
      return constraint.values.length <= 12
        ? `is one of ${constraint.values.join(', ')}`
        : `is one of the ${constraint.values.length} values that the edition lists`;
    case 'pattern':
      return `matches ${constraint.pattern} from end to end`;
  }
}

function capital(text: string): string {
  return text.startsWith('each') || text.startsWith('the')
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : `The member ${text}`;
}

const PARTS: Readonly<Record<string, string>> = {
  items: 'each element of ',
  keys: 'each key of ',
  values: 'each value of ',
};

const TYPE_WORDS: Readonly<Record<Shape['type'], string>> = {
  string: 'text',
  blob: 'text or bytes',
  integer: 'a whole number',
  long: 'a whole number',
  float: 'a number',
  double: 'a number',
  boolean: 'true or false',
  timestamp: 'a number of seconds since 1970',
  structure: 'an object',
  list: 'a list',
  map: 'an object',
};
