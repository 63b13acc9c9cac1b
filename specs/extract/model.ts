import type {
  Binding,
  Cite,
  ErrorDeclaration,
  ErrorShape,
  Member,
  Message,
  Operation,
  Shape,
  Spec,
  Structure,
} from '../spec.js';
import { ExtractionError } from './error.js';

/** The parts of a spec that an official service model (the `service-2.json` form of botocore) states. */
export type ModelledParts = Required<Pick<Spec, 'apiVersion' | 'protocol' | 'operations' | 'dataTypes' | 'errors'>>;

/**
 * Reads an official service model. Every key of every shape is known here or an error: a model that says something new must
 * not lose it silently. Documentation strings are dropped. Throws `ExtractionError`, which names the shape.
 */
export function readModel(text: string): ModelledParts {
  const model = objectOf(parse(text), 'the model');
  onlyKeys(model, ['version', 'metadata', 'operations', 'shapes', 'documentation'], 'the model');
  const shapes = new ShapeTable(objectOf(model.shapes, 'shapes'));
  const metadata = objectOf(model.metadata, 'metadata');
  const operations: Record<string, Operation> = {};
  for (const [name, value] of sorted(objectOf(model.operations, 'operations'))) {
    operations[name] = readOperation(objectOf(value, name), name, shapes);
  }

  const errors: Record<string, ErrorShape> = {};
  const errorNames = new Set(Object.values(operations).flatMap((operation) => Object.keys(operation.errors)));
  for (const name of [...errorNames].sort()) errors[name] = shapes.error(name);

  const dataTypes: Record<string, Structure> = {};
  for (let pending = shapes.namedStructures(); pending.length > 0; pending = shapes.namedStructures()) {
    for (const name of pending) {
      if (name in dataTypes) continue;
      dataTypes[name] = { members: shapes.members(name), cite: { shape: name } };
    }
  }
  return {
    apiVersion: stringOf(metadata.apiVersion, 'metadata.apiVersion'),
    protocol: readProtocol(metadata),
    operations,
    dataTypes: Object.fromEntries(sorted(dataTypes)) as Record<string, Structure>,
    errors,
  };
}

function readProtocol(metadata: Fields): Spec['protocol'] & object {
  const signingName = stringOf(metadata.signingName ?? metadata.endpointPrefix, 'metadata.endpointPrefix');
  if (metadata.protocol === 'json' && metadata.jsonVersion === '1.0') {
    return {
      name: 'aws-json-1.0',
      targetPrefix: stringOf(metadata.targetPrefix, 'metadata.targetPrefix'),
      signingName,
    };
  }
  if (metadata.protocol === 'rest-json') return { name: 'rest-json', signingName };
  throw new ExtractionError(`metadata: the protocol ${String(metadata.protocol)} is neither JSON 1.0 nor REST-JSON`);
}

function readOperation(fields: Fields, name: string, shapes: ShapeTable): Operation {
  onlyKeys(fields, OPERATION_KEYS, name);
  const http = objectOf(fields.http, `${name}.http`);
  const errors: Record<string, ErrorDeclaration> = {};
  for (const entry of arrayOf(fields.errors ?? [], `${name}.errors`)) {
    const error = stringOf(objectOf(entry, `${name}.errors`).shape, `${name}.errors`);
    const status = shapes.error(error).status;
    errors[error] = { ...(status === undefined ? {} : { status }), cite: { shape: name } };
  }
  const endpoint = fields.endpoint === undefined ? undefined : objectOf(fields.endpoint, `${name}.endpoint`);
  return {
    http: {
      method: stringOf(http.method, `${name}.http.method`),
      path: stringOf(http.requestUri, `${name}.http.requestUri`),
      status: http.responseCode === undefined ? 200 : numberOf(http.responseCode, `${name}.http.responseCode`),
    },
    request: readMessage(fields.input, name, shapes),
    response: readMessage(fields.output, name, shapes),
    errors: Object.fromEntries(sorted(errors)) as Record<string, ErrorDeclaration>,
    ...(endpoint ? { hostPrefix: stringOf(endpoint.hostPrefix, `${name}.endpoint.hostPrefix`) } : {}),
    ...(fields.idempotent ? { idempotent: true as const } : {}),
    ...(fields.readonly ? { readonly: true as const } : {}),
    cite: { shape: name },
  };
}

function readMessage(value: unknown, operation: string, shapes: ShapeTable): Message {
  if (value === undefined) return { body: 'empty', members: {}, cite: { shape: operation } };
  const shape = stringOf(objectOf(value, operation).shape, operation);
  const members = shapes.members(shape);
  return { body: Object.keys(members).length === 0 ? 'empty' : 'members', members, cite: { shape } };
}

/** The model's table of shapes; it remembers which structures members refer to. */
class ShapeTable {
  readonly #shapes: Fields;
  readonly #seen = new Set<string>();
  #unread: string[] = [];

  constructor(shapes: Fields) {
    this.#shapes = shapes;
  }

  /** The structures that members named since the last call. */
  namedStructures(): string[] {
    const names = this.#unread;
    this.#unread = [];
    return names;
  }

  members(name: string): Record<string, Member> {
    const fields = this.#fields(name);
    if (fields.type !== 'structure') throw new ExtractionError(`shape ${name}: expected a structure`);
    onlyKeys(fields, STRUCTURE_KEYS, `shape ${name}`);
    const required = new Set(arrayOf(fields.required ?? [], `shape ${name}.required`));
    const members: Record<string, Member> = {};
    for (const [member, value] of sorted(objectOf(fields.members, `shape ${name}.members`))) {
      const at = `shape ${name}.${member}`;
      const entry = objectOf(value, at);
      onlyKeys(entry, MEMBER_KEYS, at);
      const binding = fields.payload === member ? ({ in: 'payload' } as const) : readBinding(entry, at);
      members[member] = {
        ...this.shape(stringOf(entry.shape, at)),
        required: required.has(member),
        ...(binding ? { binding } : {}),
        ...(entry.idempotencyToken ? { idempotencyToken: true as const } : {}),
        cite: { shape: `${name}.${member}` },
      };
    }
    for (const member of required) {
      if (!Object.hasOwn(members, String(member)))
        throw new ExtractionError(`shape ${name}: requires ${String(member)}, which it lacks`);
    }
    return members;
  }

  error(name: string): ErrorShape {
    const fields = this.#fields(name);
    if (fields.exception !== true) throw new ExtractionError(`shape ${name}: expected an error`);
    const error = fields.error === undefined ? {} : objectOf(fields.error, `shape ${name}.error`);
    onlyKeys(error, ['httpStatusCode', 'senderFault', 'code'], `shape ${name}.error`);
    const status = error.httpStatusCode;
    const cite: Cite = { shape: name };
    return {
      ...(status === undefined ? {} : { status: numberOf(status, `shape ${name}.error`) }),
      members: this.members(name),
      ...(fields.fault ? { fault: true as const } : {}),
      cite,
    };
  }

  shape(name: string): Shape {
    const fields = this.#fields(name);
    const at = `shape ${name}`;
    const sensitive = fields.sensitive ? { sensitive: true as const } : {};
    switch (fields.type) {
      case 'string':
        onlyKeys(fields, ['type', 'min', 'max', 'pattern', 'enum', 'sensitive', 'documentation'], at);
        return {
          type: 'string',
          ...limit(fields, 'min', 'minLength', at),
          ...limit(fields, 'max', 'maxLength', at),
          ...(fields.pattern === undefined ? {} : { pattern: stringOf(fields.pattern, at) }),
          ...(fields.enum === undefined ? {} : { enum: arrayOf(fields.enum, at).map((value) => stringOf(value, at)) }),
          ...sensitive,
        };
      case 'blob':
        onlyKeys(fields, ['type', 'min', 'max', 'sensitive', 'documentation'], at);
        return {
          type: 'blob',
          ...limit(fields, 'min', 'minLength', at),
          ...limit(fields, 'max', 'maxLength', at),
          ...sensitive,
        };
      case 'integer':
      case 'long':
      case 'float':
      case 'double':
        onlyKeys(fields, ['type', 'min', 'max', 'box', 'sensitive', 'documentation'], at);
        return {
          type: fields.type,
          ...limit(fields, 'min', 'minimum', at),
          ...limit(fields, 'max', 'maximum', at),
          ...sensitive,
        };
      case 'boolean':
        onlyKeys(fields, ['type', 'box', 'sensitive', 'documentation'], at);
        return { type: 'boolean', ...sensitive };
      case 'timestamp':
        onlyKeys(fields, ['type', 'documentation'], at);
        return { type: 'timestamp' };
      case 'structure':
        if (!this.#seen.has(name)) {
          this.#seen.add(name);
          this.#unread.push(name);
        }
        return { type: 'structure', name, ...sensitive };
      case 'list': {
        onlyKeys(fields, ['type', 'member', 'min', 'max', 'sensitive', 'documentation'], at);
        const items = this.shape(stringOf(objectOf(fields.member, at).shape, at));
        return {
          type: 'list',
          items,
          ...limit(fields, 'min', 'minItems', at),
          ...limit(fields, 'max', 'maxItems', at),
          ...sensitive,
        };
      }
      case 'map': {
        onlyKeys(fields, ['type', 'key', 'value', 'sensitive', 'documentation'], at);
        const keys = this.shape(stringOf(objectOf(fields.key, at).shape, at));
        return {
          type: 'map',
          keys,
          values: this.shape(stringOf(objectOf(fields.value, at).shape, at)),
          ...sensitive,
        };
      }
      default:
        throw new ExtractionError(`${at}: unknown type ${String(fields.type)}`);
    }
  }

  #fields(name: string): Fields {
    if (!Object.hasOwn(this.#shapes, name))
      throw new ExtractionError(`shape ${name}: the model names it and does not define it`);
    return objectOf(this.#shapes[name], `shape ${name}`);
  }
}

function readBinding(entry: Fields, at: string): Binding | undefined {
  const location = entry.location;
  if (location === undefined) return undefined;
  if (location === 'statusCode') return { in: 'status' };
  const where = LOCATIONS.get(String(location));
  if (!where) throw new ExtractionError(`${at}: unknown location ${String(location)}`);
  return { in: where, name: stringOf(entry.locationName, at) };
}

function limit<Name extends string>(fields: Fields, key: string, name: Name, at: string): { [K in Name]?: number } {
  return (fields[key] === undefined ? {} : { [name]: numberOf(fields[key], at) }) as { [K in Name]?: number };
}

type Fields = Record<string, unknown>;

const LOCATIONS = new Map<string, 'path' | 'query' | 'header'>([
  ['uri', 'path'],
  ['querystring', 'query'],
  ['header', 'header'],
]);
const OPERATION_KEYS = [
  'name',
  'http',
  'input',
  'output',
  'errors',
  'documentation',
  'idempotent',
  'readonly',
  'endpoint',
];
const STRUCTURE_KEYS = [
  'type',
  'members',
  'required',
  'documentation',
  'exception',
  'error',
  'fault',
  'payload',
  'sensitive',
];
const MEMBER_KEYS = ['shape', 'documentation', 'box', 'idempotencyToken', 'location', 'locationName'];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExtractionError(`the model is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function onlyKeys(fields: Fields, known: readonly string[], at: string): void {
  for (const key of Object.keys(fields)) {
    if (!known.includes(key)) throw new ExtractionError(`${at}: the field "${key}" is unknown, so it cannot be kept`);
  }
}

function sorted<Value>(record: Record<string, Value>): [string, Value][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

function objectOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ExtractionError(`${at}: expected an object`);
  return value as Fields;
}

function arrayOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ExtractionError(`${at}: expected a list`);
  return value;
}

function stringOf(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new ExtractionError(`${at}: expected a string`);
  return value;
}

function numberOf(value: unknown, at: string): number {
  if (typeof value !== 'number') throw new ExtractionError(`${at}: expected a number`);
  return value;
}
