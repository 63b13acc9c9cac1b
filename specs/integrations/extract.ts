import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OutputModel, OutputShape } from './output-model.js';

interface Model {
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
}

const TYPES: Readonly<Record<string, OutputShape['type']>> = {
  string: 'string',
  character: 'string',
  blob: 'blob',
  timestamp: 'timestamp',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  structure: 'structure',
  list: 'list',
  map: 'map',
};

/**
 * Cuts a service's model (the `service-2.json` form of botocore) down to what its operations answer.
 * @param actions only these; all when empty
 * @throws Error for a shape of an unknown type
 */
export function readOutputModel(
  text: string,
  service: string,
  title: string,
  actions: readonly string[] = [],
): OutputModel {
  const model = JSON.parse(text) as Model;
  const shapes: Record<string, OutputShape> = {};
  const visit = (name: string): string => {
    if (name in shapes) return name;
    const shape = model.shapes[name];
    const type = shape === undefined ? undefined : TYPES[shape.type];
    if (shape === undefined || type === undefined)
      throw new Error(`${service}: the shape ${name} is of an unknown type`);
    const { members, required = [], min, max } = shape;
    const read: { -readonly [K in keyof OutputShape]: OutputShape[K] } = { type };
    shapes[name] = read;
    if (members !== undefined) {
      read.members = Object.fromEntries(
        Object.entries(members).map(([member, entry]) => [capitalised(member), visit(entry.shape)]),
      );
    }
    if (required.length > 0) read.required = required.map(capitalised);
    if (shape.member !== undefined) read.item = visit(shape.member.shape);
    if (shape.value !== undefined) read.value = visit(shape.value.shape);
    if (min !== undefined) read.min = min;
    if (max !== undefined) read.max = max;
    if (shape.enum !== undefined) read.enum = shape.enum;
    return name;
  };
  const operations: Record<string, string> = {};
  for (const [name, { output }] of Object.entries(model.operations)) {
    const action = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    if (output !== undefined && (actions.length === 0 || actions.includes(action)))
      operations[action] = visit(output.shape);
  }
  return { service, source: { title, sha256: createHash('sha256').update(text).digest('hex') }, operations, shapes };
}

/** Step Functions writes all members in PascalCase. */
function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

const [, script, ...args] = process.argv;
if (script === fileURLToPath(import.meta.url)) {
  const [modelFile = '', service = '', title = '', file = '', ...actions] = args;
  writeFileSync(file, `${JSON.stringify(readOutputModel(readFileSync(modelFile, 'utf8'), service, title, actions))}\n`);
}
