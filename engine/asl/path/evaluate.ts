import type { Json } from '../doc.js';
import { StatesError } from '../error.js';
import { pathFunctions } from './functions.js';
import { matches } from './match.js';
import { item, member } from './read.js';
import type { PathArgument, Segment } from './syntax.js';

/** The value that the definite `segments` name in `root`; `undefined` when they name nothing. Takes no stack. */
export function readDefinite(root: Json, segments: readonly Segment[], document: Json): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of segments) {
    if (value === undefined) return undefined;
    switch (segment.kind) {
      case 'name':
        value = member(value, segment.name);
        break;
      case 'index':
        value = item(value, segment.index);
        break;
      case 'names':
        value = merged(value, segment.names);
        break;
      case 'function':
        value = call(segment.name, segment.arguments, value, document);
        break;
      default:
        return undefined;
    }
  }
  return value;
}

/** How many values a path may come across, all segments together: `$..*..*` multiplies them without end. */
const MOST_VALUES = 2_000_000;

/**
 * All that `segments` name in `root`, in document order.
 * @throws StatesError for a path that comes across too many values
 */
export function readAll(root: Json, segments: readonly Segment[], document: Json): Json[] {
  let found: Json[] = [root];
  let seen = 0;
  segments.forEach((segment, index) => {
    const next: Json[] = [];
    if (segment.kind === 'function') {
      const value = call(segment.name, segment.arguments, found, document);
      if (value !== undefined) next.push(value);
    } else {
      const last = index === segments.length - 1;
      for (const value of found) {
        step(value, segment, document, last, next);
        if (seen + next.length > MOST_VALUES) {
          throw new StatesError('States.Runtime', `The path names more than ${MOST_VALUES} values on its way.`);
        }
      }
    }
    seen += next.length;
    found = next;
  });
  return found;
}

function merged(value: Json, names: readonly string[]): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const entries = names.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]!] as const);
  return Object.fromEntries(entries);
}

function call(name: string, args: readonly PathArgument[], value: Json, document: Json): Json | undefined {
  const given = args.map((arg) =>
    arg.kind === 'literal' ? arg.value : ((readPath(document, arg.path.segments, arg.path.definite) ?? null) as Json),
  );
  return Object.hasOwn(pathFunctions, name) ? pathFunctions[name]!(value, given) : undefined;
}

/** What a path names: the value of a definite one, the list of an indefinite one, or what a function makes of the list. */
export function readPath(document: Json, segments: readonly Segment[], definite: boolean): Json | undefined {
  if (definite) return readDefinite(document, segments, document);
  const found = readAll(document, segments, document);
  return segments.at(-1)?.kind === 'function' ? found[0] : found;
}

function step(value: Json, segment: Segment, document: Json, last: boolean, out: Json[]): void {
  const push = (one: Json | undefined): void => {
    if (one !== undefined) out.push(one);
  };
  switch (segment.kind) {
    case 'name':
      push(member(value, segment.name));
      break;
    case 'names':
      if (last) push(merged(value, segment.names));
      else for (const name of segment.names) push(member(value, name));
      break;
    case 'index':
      push(item(value, segment.index));
      break;
    case 'indexes':
      for (const index of segment.indexes) push(item(value, index));
      break;
    case 'slice':
      if (Array.isArray(value)) for (const one of value.slice(segment.from, segment.to)) out.push(one);
      break;
    case 'wildcard':
      for (const one of children(value)) out.push(one);
      break;
    case 'descent':
      containers(value, out);
      break;
    case 'filter':
      if (Array.isArray(value)) {
        for (const one of value) if (matches(segment.filter, one, document)) out.push(one);
      } else if (value !== null && typeof value === 'object' && matches(segment.filter, value, document))
        out.push(value);
      break;
    case 'function':
      break;
  }
}

function children(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return value !== null && typeof value === 'object' ? Object.values(value) : [];
}

/** The value and all objects and arrays under it, parents first. A stack of our own: data may be deeper than the thread's. */
function containers(value: Json, out: Json[]): void {
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null || typeof next !== 'object') continue;
    out.push(next);
    const below = children(next);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index]!);
  }
}
