import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputModel, OutputShape } from '../../../specs/integrations/output-model.js';
import { loadSpec } from '../../../specs/load.js';
import { packageRoot } from '../../../specs/package-root.js';
import type { Members, Shape, Spec } from '../../../specs/spec.js';
import type { Json, JsonObject } from '../../asl/doc.js';

/** Optimised integrations whose service has another name among the SDK integrations. */
const SERVICES: Readonly<Record<string, string>> = {
  events: 'eventbridge',
  states: 'sfn',
  bedrock: 'bedrockruntime',
  'emr-serverless': 'emrserverless',
};

/**
 * What keeps `result` from being what the API behind `resource` answers: the types and constraints of the fields that are
 * there, and with `STRICT` that the required ones are (recorded: test_state/test_field_validation_mode).
 * @returns undefined when nothing does, or the project does not carry the service's model
 */
export function mockFault(resource: string, result: Json, mode: 'STRICT' | 'PRESENT'): string | undefined {
  const [, integration = '', action = ''] =
    /^arn:[^:]+:states:::(.+):([A-Za-z]+)(?:\.waitForTaskToken)?$/.exec(resource) ?? [];
  const name = integration.replace(/^aws-sdk:/, '');
  const model = outputModel(name === integration ? (SERVICES[name] ?? name) : name);
  const shape = model?.operations[action];
  if (model === undefined || shape === undefined) return undefined;
  if (!isObject(result)) return 'Mocked result must be a JSON object';
  // The optimised integration of Lambda gives a payload as a value, not as the blob that the API has.
  const { Payload: _payload, ...rest } = result;
  return memberFault(integration === 'lambda' ? rest : result, model.shapes[shape], model, mode);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberFault(
  value: JsonObject,
  shape: OutputShape | undefined,
  model: OutputModel,
  mode: 'STRICT' | 'PRESENT',
): string | undefined {
  const { members = {}, required = [] } = shape ?? {};
  const missing = mode === 'STRICT' ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
  if (missing !== undefined) return `Required field '${missing}' is missing`;
  return first(Object.entries(value), ([name, member]) => {
    const memberShape = Object.hasOwn(members, name) ? members[name] : undefined;
    return memberShape === undefined ? undefined : valueFault(member, name, memberShape, model, mode);
  });
}

function first<Item>(items: readonly Item[], faultOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function valueFault(
  value: Json,
  field: string,
  name: string,
  model: OutputModel,
  mode: 'STRICT' | 'PRESENT',
): string | undefined {
  const shape = model.shapes[name];
  if (shape === undefined || value === null) return undefined;
  const fault = ownFault(value, shape);
  if (fault !== undefined) return `Field '${field}' ${fault}`;
  if (Array.isArray(value)) return first(value, (item) => valueFault(item, field, shape.item ?? '', model, mode));
  if (!isObject(value)) return undefined;
  if (shape.type === 'structure') return memberFault(value, shape, model, mode);
  return first(Object.entries(value), ([key, member]) => valueFault(member, key, shape.value ?? '', model, mode));
}

/** What is wrong with a value itself, whatever is inside it. */
function ownFault(value: Json, shape: OutputShape): string | undefined {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  switch (shape.type) {
    case 'string':
    case 'blob':
    case 'timestamp':
      if (typeof value !== 'string') return 'must be a string';
      if (value.length < min) return 'is smaller than the minimum length';
      if (value.length > max) return 'exceeds the maximum length';
      return shape.enum === undefined || shape.enum.includes(value) ? undefined : 'is not an expected value';
    case 'number':
      if (typeof value !== 'number') return 'must be a number';
      if (value < min) return 'is less than the minimum value';
      return value > max ? 'exceeds the maximum value' : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be a boolean';
    case 'list':
      return Array.isArray(value) ? undefined : 'must be an array';
    case 'map':
    case 'structure':
      return isObject(value) ? undefined : 'must be an object';
  }
}

/** The models that were asked for; `undefined`: the project carries none. */
const loaded = new Map<string, OutputModel | undefined>();

function outputModel(service: string): OutputModel | undefined {
  if (!loaded.has(service))
    loaded.set(service, service === 'sfn' ? ownModel(loadSpec('sfn', 'current')) : readModel(service));
  return loaded.get(service);
}

function readModel(service: string): OutputModel | undefined {
  const file = join(packageRoot, 'specs', 'integrations', `${service}.json`);
  if (!/^[a-z0-9]+$/.test(service) || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as OutputModel;
}

/** The model of Step Functions itself, from its spec. */
function ownModel(spec: Spec): OutputModel {
  const shapes: Record<string, OutputShape> = {};
  const add = (name: string, shape: OutputShape): string => {
    shapes[name] = shape;
    return name;
  };
  const structure = (name: string, members: Members): string => {
    if (name in shapes) return name;
    shapes[name] = { type: 'structure' };
    const entries = Object.entries(members).map(
      ([member, shape]) => [capitalised(member), visit(shape, `${name}.${member}`)] as const,
    );
    const required = Object.keys(members).filter((member) => members[member]?.required === true);
    return add(name, { type: 'structure', members: Object.fromEntries(entries), required: required.map(capitalised) });
  };
  const visit = (shape: Shape, name: string): string => {
    switch (shape.type) {
      case 'structure':
        return structure(shape.name, spec.dataTypes[shape.name]?.members ?? {});
      case 'list':
        return add(name, { type: 'list', item: visit(shape.items, `${name}.item`) });
      case 'map':
        return add(name, { type: 'map', value: visit(shape.values, `${name}.value`) });
      case 'string':
        return add(name, {
          type: 'string',
          ...(shape.minLength === undefined ? {} : { min: shape.minLength }),
          ...(shape.maxLength === undefined ? {} : { max: shape.maxLength }),
          ...(shape.enum === undefined ? {} : { enum: shape.enum }),
        });
      case 'blob':
      case 'boolean':
      case 'timestamp':
        return add(name, { type: shape.type });
      case 'integer':
      case 'long':
      case 'float':
      case 'double':
        return add(name, {
          type: 'number',
          ...(shape.minimum === undefined ? {} : { min: shape.minimum }),
          ...(shape.maximum === undefined ? {} : { max: shape.maximum }),
        });
    }
  };
  const operations = Object.fromEntries(
    Object.entries(spec.operations).map(([name, { response }]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      structure(`${name}Output`, response.members),
    ]),
  );
  return {
    service: 'sfn',
    source: { title: `sfn ${spec.edition}`, sha256: spec.sources.model?.sha256 ?? '' },
    operations,
    shapes,
  };
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
