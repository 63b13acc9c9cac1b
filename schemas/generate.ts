import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EffectiveSpec, effectiveSpec } from '../specs/effective.js';
import { editions } from '../specs/load.js';
import { packageRoot } from '../specs/package-root.js';
import type { Cite, Edition, Members, Service, Shape, Structure } from '../specs/spec.js';

/** The four schema files of an edition. Each holds its schemas under `$defs`, by the name of the operation, data type or error. */
export const SCHEMA_KINDS = ['requests', 'responses', 'data-types', 'errors'] as const;
export type SchemaKind = (typeof SCHEMA_KINDS)[number];

/** A JSON Schema 2020-12, of the keywords that are used here. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/**
 * The schemas of one edition, made from its effective spec. They are open: a member that the spec does not know is allowed, since
 * AWS adds members. A value has all members by their names, wherever they travel (path, query, header or body).
 */
export function generateSchemas(service: Service, edition: Edition): Readonly<Record<SchemaKind, JsonSchema>> {
  const effective = effectiveSpec(service, edition);
  const { spec } = effective;
  const maker = new SchemaMaker(effective);
  const file = (kind: SchemaKind, description: string, schemas: Record<string, JsonSchema>): JsonSchema => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:sfn-conformance:${service}:${edition}:${kind}`,
    title: `${service} ${edition}: ${kind.replace('-', ' ')}`,
    description,
    $defs: maker.withDataTypes(schemas),
  });
  const requests: Record<string, JsonSchema> = {};
  const responses: Record<string, JsonSchema> = {};
  for (const [name, operation] of Object.entries(spec.operations)) {
    const at = `/operations/${name}`;
    requests[name] = maker.object(operation.request.members, `${at}/request`, operation.request.cite);
    const response = maker.object(operation.response.members, `${at}/response`, operation.response.cite);
    responses[name] = operation.response.body === 'empty' ? { ...response, maxProperties: 0 } : response;
  }
  // A file has its own names and those of data types side by side.
  const clash = [requests, spec.errors].flatMap(Object.keys).find((name) => Object.hasOwn(spec.dataTypes, name));
  if (clash) throw new Error(`${clash} names a data type and something else.`);
  const dataTypes: Record<string, JsonSchema> = {};
  for (const [name, structure] of Object.entries(spec.dataTypes)) dataTypes[name] = maker.dataType(name, structure);
  const errors: Record<string, JsonSchema> = {};
  for (const [name, error] of Object.entries(spec.errors)) errors[name] = maker.error(name, error.members, error.cite);
  for (const [name, error] of Object.entries(spec.commonErrors)) errors[name] = maker.error(name, {}, error.cite);
  return {
    requests: file('requests', 'What a caller may send, by operation.', requests),
    responses: file('responses', 'What a success answers, by operation. A body of zero bytes counts as {}.', responses),
    'data-types': file('data-types', 'The structures inside requests and responses.', dataTypes),
    errors: file('errors', 'The bodies of errors, by the name of the error.', errors),
  };
}

class SchemaMaker {
  readonly #effective: EffectiveSpec;

  constructor(effective: EffectiveSpec) {
    this.#effective = effective;
  }

  /** The schemas with those of every data type that they refer to, so that a file stands alone. */
  withDataTypes(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
    const all = { ...schemas };
    const pending = Object.values(schemas);
    for (let schema = pending.pop(); schema; schema = pending.pop()) {
      for (const name of referencedNames(schema)) {
        if (Object.hasOwn(all, name)) continue;
        const structure = this.#effective.spec.dataTypes[name];
        if (!structure) throw new Error(`There is no data type ${name}.`);
        const added = this.dataType(name, structure);
        all[name] = added;
        pending.push(added);
      }
    }
    return all;
  }

  dataType(name: string, structure: Structure): JsonSchema {
    return this.object(structure.members, `/dataTypes/${name}`, structure.cite);
  }

  object(members: Members, at: string, cite: Cite): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    for (const [name, member] of Object.entries(members)) {
      const pointer = `${at}/members/${name}`;
      const schema = this.#shape(member);
      properties[name] = {
        ...(member.nullable ? nullable(schema) : schema),
        $comment: this.#comment(pointer, member.cite),
      };
    }
    const required = Object.keys(members).filter((name) => members[name]?.required);
    return {
      type: 'object',
      $comment: this.#comment(at, cite),
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
    };
  }

  /** Errors carry their type and a message in either spelling (A19, L10), whatever members are stated. */
  error(name: string, members: Members, cite: Cite): JsonSchema {
    const inBody = Object.fromEntries(Object.entries(members).filter(([, member]) => member.binding?.in !== 'header'));
    const { properties, ...schema } = this.object(inBody, `/errors/${name}`, cite);
    const text: JsonSchema = { type: 'string' };
    return { ...schema, properties: { __type: text, message: text, Message: text, ...properties } };
  }

  #shape(shape: Shape): JsonSchema {
    switch (shape.type) {
      case 'string':
        return {
          type: 'string',
          ...keep({ minLength: shape.minLength, maxLength: shape.maxLength, enum: shape.enum }),
          ...(shape.pattern === undefined ? {} : { pattern: `^(?:${shape.pattern})$` }),
        };
      case 'integer':
      case 'long':
        return { type: 'integer', ...keep({ minimum: shape.minimum, maximum: shape.maximum }) };
      case 'float':
      case 'double':
        return { type: 'number', ...keep({ minimum: shape.minimum, maximum: shape.maximum }) };
      case 'boolean':
        return { type: 'boolean' };
      case 'timestamp':
        // Seconds since 1970 (A05, L03).
        return { type: 'number' };
      case 'blob':
        // Its length is limited in bytes, which a schema of text cannot count.
        return { type: 'string' };
      case 'structure':
        return { $ref: `#/$defs/${shape.name}` };
      case 'list':
        return {
          type: 'array',
          items: this.#shape(shape.items),
          ...keep({ minItems: shape.minItems, maxItems: shape.maxItems }),
        };
      case 'map':
        return {
          type: 'object',
          propertyNames: this.#shape(shape.keys),
          additionalProperties: this.#shape(shape.values),
        };
    }
  }

  #comment(pointer: string, cite: Cite): string {
    const source = 'line' in cite ? `line ${cite.line}${cite.page ? `, p. ${cite.page}` : ''}` : `shape ${cite.shape}`;
    const ids = new Set<string>();
    for (const [corrected, id] of this.#effective.corrected) {
      if (corrected.startsWith(`${pointer}/`) && !corrected.slice(pointer.length + 1).includes('/')) ids.add(id);
    }
    return [source, ...ids].join('; ');
  }
}

function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') throw new Error('Only a member with a plain type can be null.');
  return { ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}

function keep<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> };
}

function* referencedNames(schema: JsonSchema): Generator<string> {
  if (schema.$ref) yield schema.$ref.slice('#/$defs/'.length);
  for (const inner of [
    schema.items,
    schema.propertyNames,
    schema.additionalProperties,
    ...Object.values(schema.properties ?? {}),
  ]) {
    if (inner) yield* referencedNames(inner);
  }
}

/** Every generated schema file: its path in the package and the bytes that belong there. */
export function schemaFiles(): readonly { readonly path: string; readonly text: string }[] {
  return editions().flatMap(({ service, edition }) => {
    const schemas = generateSchemas(service, edition);
    return SCHEMA_KINDS.map((kind) => ({
      path: join('schemas', service, edition, `${kind}.schema.json`),
      text: `${JSON.stringify(schemas[kind], undefined, 2)}\n`,
    }));
  });
}

/** `node dist/schemas/generate.js` writes them. */
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { path, text } of schemaFiles()) {
    mkdirSync(dirname(join(packageRoot, path)), { recursive: true });
    writeFileSync(join(packageRoot, path), text);
  }
}
