import { createHash } from 'node:crypto';
import { JavaRandom } from '../java.js';
import type { JsonataFunction } from '../language.js';
import { JsonataError, LimitError } from './error.js';
import { hasRepeatedName } from './repeated-name.js';

/** The most items of `$range` on AWS. */
const LONGEST_RANGE = 360_145;
const ALGORITHMS: Readonly<Record<string, string>> = {
  'SHA-1': 'sha1',
  'SHA-384': 'sha384',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  MD5: 'md5',
};

/** An argument of the wrong kind, or one too many. */
const mismatch = (token: string, index: number): JsonataError => new JsonataError('T0410', { token, index });

function assertNoMore(args: readonly unknown[], most: number, name: string): void {
  if (args.length > most) throw mismatch(name, most + 1);
}

/** A number, cut towards zero to a whole one. */
function whole(args: readonly unknown[], index: number, name: string): number {
  const value = args[index];
  if (typeof value !== 'number') throw mismatch(name, index + 1);
  return Math.trunc(value);
}

const partition: JsonataFunction = (args) => {
  assertNoMore(args, 2, 'partition');
  const [items, chunk] = args;
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) throw new JsonataError('T0412', { token: 'partition', index: 1 });
  if (items.length === 0) return undefined;
  if (chunk === undefined) return [items];
  const size = whole(args, 1, 'partition');
  if (size < 0) throw new JsonataError('D3137', { message: 'Second argument must be zero or greater' });
  if (size === 0) return undefined;
  const chunks: unknown[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
};

/** A single number comes without an array around it (recorded: test_array_range of JSONata). */
const range: JsonataFunction = (args) => {
  assertNoMore(args, 3, 'range');
  const first = whole(args, 0, 'range');
  const last = whole(args, 1, 'range');
  if (args[2] === undefined) return undefined;
  const step = whole(args, 2, 'range');
  if (step === 0 || (step > 0 ? first > last : first < last)) return undefined;
  const count = Math.floor((last - first) / step) + 1;
  if (count > LONGEST_RANGE) throw LimitError.memory();
  if (count === 1) return first;
  return Array.from({ length: count }, (_, index) => first + index * step);
};

const hash: JsonataFunction = (args) => {
  assertNoMore(args, 2, 'hash');
  const [text, algorithm] = args;
  if (typeof text !== 'string') throw mismatch('hash', 1);
  if (algorithm === undefined) return undefined;
  if (typeof algorithm !== 'string') throw mismatch('hash', 2);
  if (!Object.hasOwn(ALGORITHMS, algorithm)) {
    const message = `Hash algorithm '${algorithm}' must be one of ${Object.keys(ALGORITHMS).join(', ')}`;
    throw new JsonataError('D3137', { message });
  }
  return createHash(ALGORITHMS[algorithm]!).update(text, 'utf8').digest('hex');
};

const random: JsonataFunction = (args, scope) => {
  assertNoMore(args, 1, 'random');
  return args[0] === undefined ? scope.random() : new JavaRandom(whole(args, 0, 'random')).nextDouble();
};

const uuid: JsonataFunction = (args, scope) => {
  assertNoMore(args, 0, 'uuid');
  return scope.uuid();
};

/** Stricter than most readers: no name twice in an object, no number too large for a double. */
const parse: JsonataFunction = (args) => {
  assertNoMore(args, 1, 'parse');
  const [text] = args;
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw mismatch('parse', 1);
  const invalid = (): JsonataError => new JsonataError('D3137', { message: 'Invalid JSON' });
  let value: unknown;
  try {
    value = JSON.parse(text, (_, one: unknown) => {
      if (one === Number.POSITIVE_INFINITY || one === Number.NEGATIVE_INFINITY) throw invalid();
      return one;
    });
  } catch {
    throw invalid();
  }
  if (hasRepeatedName(text)) throw invalid();
  return value;
};

/** What AWS adds to JSONata's functions. `$eval` it takes away. */
export const awsFunctions: Readonly<Record<string, JsonataFunction | undefined>> = {
  partition,
  range,
  hash,
  random,
  uuid,
  parse,
  eval: undefined,
};
