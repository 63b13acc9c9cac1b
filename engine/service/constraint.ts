import type { Member, Shape, Spec } from '../../specs/spec.js';
import { dataTypeOf } from '../../specs/spec.js';
import type { Json, JsonObject } from '../asl/doc.js';
import { ServiceError } from './error.js';

/**
 * The sentence with which the front end refuses values that break the model's constraints, all of them at once
 * (recorded: test_sfn_api::test_list_executions_pagination and others).
 */
export function constraintViolations(violations: readonly string[]): ServiceError {
  const errors = violations.length === 1 ? 'error' : 'errors';
  const message = `${violations.length} validation ${errors} detected: ${violations.join('; ')}`;
  return new ServiceError('ValidationException', message, { layer: 'constraint' });
}

/** One broken constraint. The value of a sensitive member is not repeated. */
export function violation(value: Json | undefined, path: string, shape: Shape, constraint: string, spec: Spec): string {
  const subject = isSensitive(shape)
    ? 'Value'
    : value === undefined
      ? 'Value null'
      : `Value '${print(value, shape, spec)}'`;
  return `${subject} at '${path}' failed to satisfy constraint: Member must ${constraint}`;
}

function isSensitive(shape: Shape): boolean {
  return 'sensitive' in shape && shape.sensitive === true;
}

/** A value as Java's toString shows it: `[RoutingConfigurationListItem(stateMachineVersionArn=..., weight=50)]`. */
function print(value: Json, shape: Shape, spec: Spec): string {
  if (shape.type === 'list' && Array.isArray(value)) {
    return `[${value.map((item) => print(item, shape.items, spec)).join(', ')}]`;
  }
  if (shape.type === 'structure') {
    const members = Object.entries(dataTypeOf(spec, shape.name).members);
    return `${shape.name}(${members.map(([name, member]) => `${name}=${printMember(value as JsonObject, name, member, spec)}`).join(', ')})`;
  }
  return String(value);
}

function printMember(structure: JsonObject, name: string, member: Member, spec: Spec): string {
  const value = Object.hasOwn(structure, name) ? structure[name] : undefined;
  if (value === undefined || value === null) return 'null';
  return isSensitive(member) ? '*** Sensitive Data Redacted ***' : print(value, member, spec);
}

/**
 * An enum's values in the order in which the front end's messages list them: that of a hash table with 32 buckets over
 * Java's string hash, the last of a bucket first. It explains the order recorded for ExecutionStatus, and those that are known
 * of other services' messages.
 */
export function enumOrder(values: readonly string[]): string[] {
  return values
    .map((value, index) => ({ value, index, bucket: javaHash(value) & 31 }))
    .sort((a, b) => a.bucket - b.bucket || b.index - a.index)
    .map(({ value }) => value);
}

function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}
