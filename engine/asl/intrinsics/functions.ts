import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../doc.js';
import { hashMapOrder, JavaRandom, javaText, reordered } from '../java.js';
import { jsonEqual } from '../json-equal.js';
import type { Intrinsic } from '../language.js';
import { format } from './format.js';
import { InvalidArguments } from './invalid-arguments.js';

/** The most items of States.ArrayRange, and the most characters that the encoding functions take. */
const LONGEST_RANGE = 1000;
const LONGEST_TEXT = 10_000;
const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function array(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new InvalidArguments();
  return value;
}

function object(value: Json | undefined): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new InvalidArguments();
  return value;
}

function string(value: Json | undefined): string {
  if (typeof value !== 'string') throw new InvalidArguments();
  return value;
}

function text(value: Json | undefined): string {
  const found = string(value);
  if ([...found].length > LONGEST_TEXT) throw new InvalidArguments();
  return found;
}

/** A number, cut to a whole one: what follows the point is dropped, though the guide says that it is rounded. Measured on AWS. */
function integer(value: Json | undefined): number {
  if (typeof value !== 'number') throw new InvalidArguments();
  return Math.trunc(value);
}

/** States.MathAdd alone rounds. */
function rounded(value: Json | undefined): number {
  if (typeof value !== 'number') throw new InvalidArguments();
  return Math.round(value);
}

function int32(value: number): number {
  if (value !== (value | 0)) throw new InvalidArguments();
  return value;
}

function partition(items: Json[], size: number): Json {
  if (size < 1) throw new InvalidArguments();
  const chunks: Json[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

function range(first: number, last: number, step: number): Json {
  if (step === 0) throw new InvalidArguments();
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > LONGEST_RANGE) throw new InvalidArguments();
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** AWS compares how values print: `true` is in `["true"]`, and members in another order make another object. */
function contains(items: readonly Json[], wanted: Json): boolean {
  const printed = javaText(wanted);
  return items.some((item) => javaText(item) === printed);
}

/** An empty array has null at any place, as on AWS. */
function getItem(items: readonly Json[], index: number): Json {
  const item = items.length === 0 ? null : items[index];
  if (item === undefined) throw new InvalidArguments();
  return item;
}

/** The items that are no copy of an earlier one. Scalars by a set, so that long lists of them take no long time. */
function unique(items: readonly Json[]): Json {
  const scalars = new Set<Json>();
  const others: Json[] = [];
  return items.filter((item) => {
    if (item === null || typeof item !== 'object') {
      if (scalars.has(item)) return false;
      scalars.add(item);
      return true;
    }
    if (others.some((other) => jsonEqual(other, item))) return false;
    others.push(item);
    return true;
  });
}

/** Lenient: what is no Base64 is passed over. */
function base64Decode(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function hash(data: Json, algorithm: string): string {
  if (!Object.hasOwn(ALGORITHMS, algorithm)) throw new InvalidArguments();
  return createHash(ALGORITHMS[algorithm]!).update(text(data), 'utf8').digest('hex');
}

/** Shallow: where both have a member, the second's counts. */
function merge(first: JsonObject, second: JsonObject, deep: Json | undefined): Json {
  if (deep !== false) throw new InvalidArguments();
  const merged = { ...first, ...second };
  return reordered(merged, hashMapOrder(Object.keys(merged)));
}

/** Blank text is null (recorded: test_string_to_json). */
function parse(json: string): Json {
  if (json.trim() === '') return null;
  try {
    return JSON.parse(json) as Json;
  } catch {
    throw new InvalidArguments();
  }
}

/** Each character of `separators` separates; empty parts are left out (recorded: test_string_split_context_object). */
function split(value: string, separators: string): Json {
  const parts: string[] = [];
  let part = '';
  for (const char of value) {
    if (!separators.includes(char)) part += char;
    else if (part !== '') {
      parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part);
  return parts;
}

function randomBetween(first: number, last: number, random: (bound: number) => number): Json {
  if (first >= last) throw new InvalidArguments();
  return first + random(last - first);
}

/** The functions of the States Language. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  'States.Format': {
    arity: [1, Number.POSITIVE_INFINITY],
    call: ([template, ...args]) => format(string(template), args),
  },
  'States.StringToJson': { arity: [1, 1], call: ([json]) => parse(string(json)) },
  'States.JsonToString': { arity: [1, 1], call: ([value]) => JSON.stringify(value) },
  'States.Array': { arity: [0, Number.POSITIVE_INFINITY], call: (args) => [...args] },
  'States.ArrayPartition': { arity: [2, 2], call: ([items, size]) => partition(array(items), integer(size)) },
  'States.ArrayContains': {
    arity: [2, 2],
    call: ([items, wanted]) => contains(array(items), wanted!),
  },
  'States.ArrayRange': {
    arity: [3, 3],
    call: ([first, last, step]) => range(integer(first), integer(last), integer(step)),
  },
  'States.ArrayGetItem': {
    arity: [2, 2],
    call: ([items, index]) => getItem(array(items), integer(index)),
  },
  'States.ArrayLength': { arity: [1, 1], call: ([items]) => array(items).length },
  'States.ArrayUnique': { arity: [1, 1], call: ([items]) => unique(array(items)) },
  'States.Base64Encode': { arity: [1, 1], call: ([value]) => Buffer.from(text(value), 'utf8').toString('base64') },
  'States.Base64Decode': { arity: [1, 1], call: ([value]) => base64Decode(text(value)) },
  'States.Hash': { arity: [2, 2], call: ([data, algorithm]) => hash(data!, string(algorithm)) },
  'States.JsonMerge': { arity: [3, 3], call: ([one, two, deep]) => merge(object(one), object(two), deep) },
  'States.MathRandom': {
    arity: [2, 3],
    call([first, last, seed], scope) {
      const random = seed === undefined ? undefined : new JavaRandom(integer(seed));
      return randomBetween(int32(integer(first)), int32(integer(last)), (bound) =>
        random === undefined || bound !== (bound | 0) ? Math.floor(scope.random() * bound) : random.nextInt(bound),
      );
    },
  },
  'States.MathAdd': {
    arity: [2, 2],
    call: ([one, two]) => int32(int32(rounded(one)) + int32(rounded(two))),
  },
  'States.StringSplit': { arity: [2, 2], call: ([value, separators]) => split(string(value), string(separators)) },
  'States.UUID': { arity: [0, 0], call: (_, scope) => scope.uuid() },
};
