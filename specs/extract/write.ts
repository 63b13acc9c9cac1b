import type { Spec } from '../spec.js';

/**
 * The text of a spec file: pretty JSON, named things in the order of their names, fields in a fixed order, a newline at the end.
 * The same spec always gives the same bytes.
 */
export function writeSpec(spec: Spec): string {
  return `${JSON.stringify(ordered(spec, ''), undefined, 2)}\n`;
}

function ordered(value: unknown, pointer: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => ordered(entry, `${pointer}/-`));
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).filter((name) => (value as Record<string, unknown>)[name] !== undefined);
  names.sort(COLLECTION.test(pointer) ? byName : byRank);
  return Object.fromEntries(
    names.map((name) => [name, ordered((value as Record<string, unknown>)[name], `${pointer}/${name}`)]),
  );
}

const COLLECTION = /^\/(?:operations|dataTypes|errors|commonErrors|commonParameters)$|\/(?:members|errors)$/;

const FIELD_ORDER = [
  'specVersion service edition apiVersion sources protocol',
  'reference model title sha256 date',
  'http method path status hostPrefix idempotent readonly fault request response body',
  'operations dataTypes errors commonErrors commonParameters members',
  'type name targetPrefix signingName items keys values minLength maxLength pattern enum minimum maximum minItems maxItems',
  'required nullable sensitive idempotencyToken binding in',
  'cite line page shape',
]
  .join(' ')
  .split(' ');

function byRank(left: string, right: string): number {
  const [leftRank, rightRank] = [FIELD_ORDER.indexOf(left), FIELD_ORDER.indexOf(right)];
  if (leftRank < 0 || rightRank < 0)
    throw new Error(`The field ${leftRank < 0 ? left : right} has no place in a spec file.`);
  return leftRank - rightRank;
}

function byName(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
