import type { Language } from '../language.js';
import { Native } from './calls.js';
import { higherOrder } from './higher-order.js';
import { type LibraryFunction, libraryFunction, parseSignature } from './library.js';
import { texts } from './texts.js';
import { append, lookup } from './value.js';

/** Functions of the library that are taken as they are: each is synchronous and takes time in proportion to its arguments. */
const BORROWED = [
  'sum', 'count', 'average', 'string', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'length',
  'trim', 'join', 'formatNumber', 'formatBase', 'formatInteger', 'parseInteger', 'number', 'floor', 'ceil', 'round', 'abs',
  'sqrt', 'power', 'boolean', 'not', 'zip', 'keys', 'exists', 'merge', 'reverse', 'error', 'assert', 'type', 'base64encode',
  'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent', 'decodeUrl', 'toMillis', 'fromMillis', 'clone',
]; // biome-ignore format: one list

function borrowed(name: string, { implementation, signature }: LibraryFunction): Native {
  return new Native(
    (args, run) => {
      const result = implementation.apply(run.focus, args as unknown[]);
      if (typeof result === 'string') run.hold(result);
      return result;
    },
    implementation.length,
    signature,
    name,
  );
}

const fromMillis = libraryFunction('fromMillis').implementation;

function ownFunctions(): Map<string, Native> {
  const found = new Map<string, Native>();
  for (const name of BORROWED) found.set(name, borrowed(name, libraryFunction(name)));
  for (const [name, { implementation, arity }] of [...Object.entries(higherOrder), ...Object.entries(texts)])
    found.set(name, new Native(implementation, arity, libraryFunction(name).signature, name));
  found.set('append', new Native(([one, two]) => append(one, two), 2, libraryFunction('append').signature));
  found.set(
    'lookup',
    new Native(([value, name]) => lookup(value, name as string), 2, libraryFunction('lookup').signature),
  );
  found.set('millis', new Native((_, run) => run.scope.now(), 0, parseSignature('<:n>')));
  found.set(
    'now',
    new Native(
      ([picture, zone], run) => fromMillis.call(run.focus, run.scope.now(), picture, zone),
      2,
      parseSignature('<s?s?:s>'),
    ),
  );
  return found;
}

const library = ownFunctions();
const known = new WeakMap<Language['jsonataFunctions'], ReadonlyMap<string, unknown>>();

/** All functions by name, without the `$`: the library's, and what a language adds to them and takes from them. */
export function builtinsOf({ jsonataFunctions }: Language): ReadonlyMap<string, unknown> {
  const made = known.get(jsonataFunctions);
  if (made !== undefined) return made;
  const all = new Map<string, unknown>(library);
  for (const [name, implementation] of Object.entries(jsonataFunctions)) {
    if (implementation === undefined) all.delete(name);
    else all.set(name, new Native((args, run) => implementation(args, run.scope), 1, undefined, name));
  }
  known.set(jsonataFunctions, all);
  return all;
}
