import type { Json, JsonObject } from './doc.js';

/** `String.hashCode()`. */
function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

/**
 * The order in which a `java.util.HashMap` gives back its keys. AWS keeps the members of evaluated templates and of merged
 * objects in such a map; every recording of a template with several `.$` members agrees.
 */
export function hashMapOrder(keys: readonly string[]): string[] {
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  const bucket = (key: string): number => {
    const hash = hashCode(key);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  const placed = keys.map((key) => ({ key, bucket: bucket(key) }));
  return placed.sort((one, two) => one.bucket - two.bucket).map(({ key }) => key);
}

/** `Object.toString()` of a value as AWS's States.Format prints it: `{Arg1=1, Arg2=[]}` (recorded: test_format_2). */
export function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.keys(value)
      .map((key) => `${key}=${javaText(value[key]!)}`)
      .join(', ')}}`;
  }
  return String(value);
}

/** The class that Java's JSON reader gives a value. */
export function javaClass(value: Json): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'number':
      if (!Number.isInteger(value)) return 'java.lang.Double';
      return Math.abs(value) < 2 ** 31 ? 'java.lang.Integer' : 'java.lang.Long';
    default:
      return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
  }
}

/** `java.util.Random`, so that a seed gives the numbers that it gives on AWS. */
export class JavaRandom {
  private state: bigint;

  constructor(seed: number) {
    this.state = (BigInt(Math.trunc(seed)) ^ 0x5deece66dn) & ((1n << 48n) - 1n);
  }

  private next(bits: number): number {
    this.state = (this.state * 0x5deece66dn + 0xbn) & ((1n << 48n) - 1n);
    return Number(BigInt.asIntN(32, this.state >> BigInt(48 - bits)));
  }

  /** In [0, 1). */
  nextDouble(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) * 2 ** -53;
  }

  /** In [0, bound). */
  nextInt(bound: number): number {
    if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(this.next(31))) >> 31n);
    for (;;) {
      const bits = this.next(31);
      const value = bits % bound;
      if (bits - value + (bound - 1) < 2 ** 31) return value;
    }
  }
}

/** A copy of an object with its members in another order. Names that look like indexes stay first, as JavaScript has it. */
export function reordered(value: JsonObject, keys: readonly string[]): JsonObject {
  const result: JsonObject = {};
  for (const key of keys) setMember(result, key, value[key]!);
  return result;
}

/** Sets a member, `__proto__` too. */
export function setMember(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}
