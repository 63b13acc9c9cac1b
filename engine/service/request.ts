import type { ListShape, Members, NumberShape, Shape, Spec, StringShape } from '../../specs/spec.js';
import { dataTypeOf } from '../../specs/spec.js';
import type { Json, JsonObject } from '../asl/doc.js';
import { constraintViolations, enumOrder, violation } from './constraint.js';
import { type ServiceError, serialization } from './error.js';

/** A request whose members have the model's types and satisfy its constraints; unknown members and nulls are gone. */
export type Input = Readonly<Record<string, Json>>;

/** Reads a request's body. @throws ServiceError SerializationException or ValidationException */
export type RequestReader = (body: Json) => Input;

/** Reads one value; adds to `violations` what is wrong with it. @throws ServiceError SerializationException for another JSON type */
type Reader = (value: Json, path: string, violations: string[]) => Json;

/** The reader of a request with these members, of an edition. Everything it knows is the spec's. */
export function requestReader(members: Members, spec: Spec): RequestReader {
  const read = structureReader(members, spec, '');
  return (body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw serialization('Unexpected value type in payload');
    }
    const violations: string[] = [];
    const input = read(body, '', violations) as JsonObject;
    if (violations.length > 0) throw constraintViolations(violations);
    return input;
  };
}

function readerOf(shape: Shape, spec: Spec): Reader {
  switch (shape.type) {
    case 'string':
      return stringReader(shape, spec);
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return numberReader(shape, spec);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : mistyped(value, 'Boolean'));
    case 'timestamp':
      return (value) => (typeof value === 'number' ? value : mistyped(value, 'Timestamp'));
    case 'blob':
      return (value) => (typeof value === 'string' ? value : mistyped(value, 'Blob'));
    case 'list':
      return listReader(shape, spec);
    case 'structure':
      return structureReader(dataTypeOf(spec, shape.name).members, spec, '.');
    case 'map':
      throw new TypeError('No request of Step Functions holds a map.');
  }
}

function structureReader(members: Members, spec: Spec, separator: '' | '.'): Reader {
  const table = Object.entries(members).map(([name, member]) => ({
    name,
    member,
    required: member.required === true,
    read: readerOf(member, spec),
  }));
  return (value, path, violations) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return mistyped(value, 'structure');
    const input: JsonObject = {};
    for (const { name, member, required, read } of table) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      const at = separator === '' ? name : `${path}.${name}`;
      if (given !== undefined && given !== null) input[name] = read(given, at, violations);
      else if (required) violations.push(violation(undefined, at, member, 'not be null', spec));
    }
    return input;
  };
}

function listReader(shape: ListShape, spec: Spec): Reader {
  const read = readerOf(shape.items, spec);
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = shape;
  return (value, path, violations) => {
    if (!Array.isArray(value)) return mistyped(value, 'list');
    const items: Json[] = [];
    if (value.length > maxItems) violations.push(violation(value, path, shape, atMost('length', maxItems), spec));
    if (value.length < minItems) violations.push(violation(value, path, shape, atLeast('length', minItems), spec));
    value.forEach((item, index) => {
      const at = `${path}.${index + 1}.member`;
      if (item === null) violations.push(violation(undefined, at, shape.items, 'not be null', spec));
      else items.push(read(item, at, violations));
    });
    return items;
  };
}

/** The limit of payloads today. It counts bytes (adjudication A21), every other length characters. */
const PAYLOAD_LIMIT = 262_144;

function stringReader(shape: StringShape, spec: Spec): Reader {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = shape;
  const isPayload = shape.sensitive === true && shape.minLength === undefined && maxLength === PAYLOAD_LIMIT;
  const values = shape.enum === undefined ? undefined : new Set(shape.enum);
  const pattern = shape.pattern === undefined ? undefined : new RegExp(`^(?:${shape.pattern})$`, 'u');
  return (value, path, violations) => {
    if (typeof value !== 'string') return mistyped(value, 'String');
    const broken = (constraint: string) => violations.push(violation(value, path, shape, constraint, spec));
    if (isPayload) {
      // A character takes three bytes at most, so that few texts have to be measured.
      if (value.length * 3 > maxLength && Buffer.byteLength(value) > maxLength) {
        broken(`have size less than or equal to ${maxLength} bytes in UTF-8 encoding`);
      }
    } else if (value.length > maxLength && characters(value) > maxLength) broken(atMost('length', maxLength));
    if (value.length < minLength) broken(atLeast('length', minLength));
    if (values !== undefined && !values.has(value)) {
      broken(`satisfy enum value set: [${enumOrder(shape.enum ?? []).join(', ')}]`);
    }
    if (pattern !== undefined && !pattern.test(value)) broken(`satisfy regular expression pattern: ${shape.pattern}`);
    return value;
  };
}

function numberReader(shape: NumberShape, spec: Spec): Reader {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  const whole = shape.type === 'integer' || shape.type === 'long';
  const bits = shape.type === 'integer' ? 31 : 63;
  const name = shape.type[0]?.toUpperCase() + shape.type.slice(1);
  return (value, path, violations) => {
    if (typeof value !== 'number') return mistyped(value, name);
    if (whole && !Number.isInteger(value)) throw serialization(`DECIMAL_VALUE can not be converted to ${name}`);
    if (whole && (value < -(2 ** bits) || value >= 2 ** bits))
      throw serialization(`NUMBER_VALUE can not be converted to ${name}`);
    if (value > maximum) violations.push(violation(value, path, shape, atMost('value', maximum), spec));
    if (value < minimum) violations.push(violation(value, path, shape, atLeast('value', minimum), spec));
    return value;
  };
}

function atMost(quantity: 'length' | 'value', limit: number): string {
  return `have ${quantity} less than or equal to ${limit}`;
}

function atLeast(quantity: 'length' | 'value', limit: number): string {
  return `have ${quantity} greater than or equal to ${limit}`;
}

/** Unicode code points: what Smithy counts as the length of a string. */
function characters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        count--;
        at++;
      }
    }
  }
  return count;
}

/** The texts are those of DynamoDB, which has the same front end. */
function mistyped(value: Json, expected: string): never {
  throw mismatch(value, expected);
}

function mismatch(value: Json, expected: string): ServiceError {
  const scalar = expected !== 'list' && expected !== 'structure';
  if (Array.isArray(value))
    return serialization(scalar ? 'Unexpected field type' : 'Start of list found where not expected');
  if (typeof value === 'object') return serialization('Start of structure or map found where not expected');
  if (!scalar) return serialization(expected === 'list' ? 'Unexpected field type' : 'Unexpected value type in payload');
  const token =
    typeof value === 'string'
      ? 'STRING_VALUE'
      : typeof value === 'number'
        ? 'NUMBER_VALUE'
        : value
          ? 'TRUE_VALUE'
          : 'FALSE_VALUE';
  return serialization(`${token} can not be converted to ${expected}`);
}
