import type { Members, Shape, Spec } from '../../../specs/spec.js';
import { unreadable } from '../error.js';

const KINDS: Readonly<Record<string, string>> = {
  string: 'String',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  double: 'Double',
  boolean: 'Boolean',
  timestamp: 'Date',
  blob: 'Blob',
  list: 'List',
  map: 'Map',
  structure: 'Structure',
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'NULL_VALUE';
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'object') return 'START_OBJECT';
  return typeof value === 'boolean' ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
};

const refuse = (value: unknown, shape: Shape) =>
  unreadable(`${kindOf(value)} can not be converted to ${KINDS[shape.type]}`);

const INTEGER_LIMIT = 2 ** 31;

function isNumber(value: unknown, type: 'integer' | 'long' | 'float' | 'double'): value is number {
  if (typeof value !== 'number') return false;
  if (type === 'integer') return Number.isInteger(value) && value >= -INTEGER_LIMIT && value < INTEGER_LIMIT;
  return type === 'long' ? Number.isInteger(value) : true;
}

/** A JSON value as its shape has it. A structure keeps only the members that it has. Throws `SerializationException`. */
export function readJson(value: unknown, shape: Shape, spec: Spec): unknown {
  switch (shape.type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      if (isNumber(value, shape.type)) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'timestamp':
      if (typeof value === 'number') return value;
      break;
    case 'blob':
      // Base64; no operation here looks into one that is a member of a body.
      if (typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value)) return value;
      break;
    case 'list':
      if (Array.isArray(value)) return value.map((item) => readJson(item, shape.items, spec));
      break;
    case 'map':
      if (isObject(value)) {
        const entries = Object.entries(value).map(([key, item]) => [key, readJson(item, shape.values, spec)]);
        return Object.fromEntries(entries);
      }
      break;
    case 'structure':
      if (isObject(value)) return readMembers(value, spec.dataTypes[shape.name]?.members ?? {}, spec);
  }
  throw refuse(value, shape);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that travel in a JSON object. Null stands for absent. */
export function readMembers(value: Record<string, unknown>, members: Members, spec: Spec): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member.binding || given === undefined || given === null) continue;
    read[name] = readJson(given, member, spec);
  }
  return read;
}

/** The form that REST-JSON has for a time in a query: RFC 3339 in UTC. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** A value from the path, the query or a header. Throws `SerializationException`. */
export function readText(value: string, shape: Shape): unknown {
  const unfit = unreadable(`'${value}' can not be converted to ${KINDS[shape.type]}`);
  switch (shape.type) {
    case 'integer':
    case 'long': {
      const number = Number(value);
      if (!/^-?\d+$/.test(value) || !isNumber(number, shape.type)) throw unfit;
      return number;
    }
    case 'boolean':
      if (value !== 'true' && value !== 'false') throw unfit;
      return value === 'true';
    case 'timestamp': {
      const time = Date.parse(value);
      if (!DATE_TIME.test(value) || Number.isNaN(time)) throw unfit;
      return time / 1000;
    }
    default:
      return value;
  }
}
