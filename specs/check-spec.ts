import type { Spec } from './spec.js';

/** A file that should be a spec and is not. The message names the file and the place in it. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
}

/**
 * Checks that a parsed JSON value is a spec: its fields, the form of every shape, that each citation points somewhere and each
 * structure and error that is named exists. Returns it typed. Throws `SpecError`; `where` names the file in its message.
 */
export function checkSpec(value: unknown, where: string): Spec {
  const fail = (pointer: string, message: string): never => {
    throw new SpecError(`${where}${pointer === '' ? '' : `#${pointer}`}: ${message}.`);
  };
  const object = (candidate: unknown, pointer: string): Record<string, unknown> =>
    typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate)
      ? (candidate as Record<string, unknown>)
      : fail(pointer, 'expected an object');
  const each = (candidate: unknown, pointer: string, visit: (entry: Record<string, unknown>, at: string) => void) => {
    for (const [name, entry] of Object.entries(object(candidate, pointer))) {
      const at = `${pointer}/${name}`;
      visit(object(entry, at), at);
    }
  };

  const spec = object(value, '');
  if (spec.specVersion !== 1) fail('/specVersion', 'expected 1');
  for (const field of ['service', 'edition'])
    if (typeof spec[field] !== 'string') fail(`/${field}`, 'expected a string');
  const sources = object(spec.sources, '/sources');
  const dataTypes = object(spec.dataTypes, '/dataTypes');
  const errors = object(spec.errors, '/errors');

  const checkCite = (candidate: unknown, pointer: string) => {
    const cite = object(candidate, pointer);
    if (typeof cite.line === 'number' ? !sources.reference : typeof cite.shape !== 'string' || !sources.model) {
      fail(pointer, 'expected a line of the reference or a shape of the model, and that source in /sources');
    }
  };
  const checkShape = (candidate: Record<string, unknown>, pointer: string): void => {
    const type = candidate.type;
    if (typeof type !== 'string' || !SHAPE_FIELDS.has(type)) fail(`${pointer}/type`, 'unknown type');
    const fields = SHAPE_FIELDS.get(type as string) ?? [];
    for (const field of Object.keys(candidate)) {
      if (!fields.includes(field) && !MEMBER_FIELDS.includes(field)) fail(`${pointer}/${field}`, 'unknown field');
    }
    for (const field of NUMERIC_FIELDS) {
      if (field in candidate && typeof candidate[field] !== 'number') fail(`${pointer}/${field}`, 'expected a number');
    }
    if (type === 'structure' && !Object.hasOwn(dataTypes, String(candidate.name))) {
      fail(`${pointer}/name`, `no data type ${String(candidate.name)}`);
    }
    for (const field of type === 'list' ? ['items'] : type === 'map' ? ['keys', 'values'] : []) {
      checkShape(object(candidate[field], `${pointer}/${field}`), `${pointer}/${field}`);
    }
  };
  const checkMembers = (candidate: unknown, pointer: string) =>
    each(candidate, pointer, (member, at) => {
      checkShape(member, at);
      checkCite(member.cite, `${at}/cite`);
    });
  const checkMessage = (candidate: unknown, pointer: string) => {
    const message = object(candidate, pointer);
    if (message.body !== 'members' && message.body !== 'empty') fail(`${pointer}/body`, 'expected members or empty');
    checkMembers(message.members, `${pointer}/members`);
    checkCite(message.cite, `${pointer}/cite`);
  };

  each(spec.operations, '/operations', (operation, at) => {
    checkMessage(operation.request, `${at}/request`);
    checkMessage(operation.response, `${at}/response`);
    each(operation.errors, `${at}/errors`, (declaration, errorAt) => {
      const name = errorAt.slice(errorAt.lastIndexOf('/') + 1);
      if (!Object.hasOwn(errors, name)) fail(errorAt, `no error ${name} in /errors`);
      checkCite(declaration.cite, `${errorAt}/cite`);
    });
    checkCite(operation.cite, `${at}/cite`);
  });
  for (const [collection, pointer] of [
    [dataTypes, '/dataTypes'],
    [errors, '/errors'],
  ] as const) {
    each(collection, pointer, (structure, at) => {
      checkMembers(structure.members, `${at}/members`);
      checkCite(structure.cite, `${at}/cite`);
    });
  }
  for (const collection of ['commonErrors', 'commonParameters']) {
    each(spec[collection], `/${collection}`, (entry, at) => checkCite(entry.cite, `${at}/cite`));
  }
  return value as Spec;
}

const MEMBER_FIELDS = ['type', 'required', 'nullable', 'binding', 'idempotencyToken', 'cite', 'sensitive'];
const NUMERIC_FIELDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];
const SHAPE_FIELDS = new Map<string, readonly string[]>([
  ['string', ['minLength', 'maxLength', 'pattern', 'enum']],
  ['integer', ['minimum', 'maximum']],
  ['long', ['minimum', 'maximum']],
  ['float', ['minimum', 'maximum']],
  ['double', ['minimum', 'maximum']],
  ['boolean', []],
  ['timestamp', []],
  ['blob', ['minLength', 'maxLength']],
  ['structure', ['name']],
  ['list', ['items', 'minItems', 'maxItems']],
  ['map', ['keys', 'values']],
]);
