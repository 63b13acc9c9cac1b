import type { Shape, Spec, Members as SpecMembers } from '../../specs/spec.js';
import { isMembers, type Members, type Value } from './body.js';

/**
 * An output without its members that are null, at any depth: a client reads them as absent, as the AWS SDKs do. That they
 * are sent at all is what the rule `protocol:no-nulls` is for, and nothing else should be blamed for it. Members that the spec
 * lets be null, or doesn't know, stay; so do null elements of lists and values of maps, which can't be absent. What holds no
 * such null is given back as it is.
 */
export function withoutNulls(spec: Spec, members: SpecMembers, output: Members): Members {
  let kept: Members | undefined;
  for (const name of Object.keys(output)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape === undefined) continue;
    const value = output[name]!;
    if (value === null) {
      if (shape.nullable === true) continue;
      kept ??= { ...output };
      delete kept[name];
      continue;
    }
    const inner = insideOf(spec, shape, value);
    if (inner === value) continue;
    kept ??= { ...output };
    kept[name] = inner;
  }
  return kept ?? output;
}

function insideOf(spec: Spec, shape: Shape, value: Value): Value {
  switch (shape.type) {
    case 'structure':
      return isMembers(value) ? withoutNulls(spec, spec.dataTypes[shape.name]?.members ?? {}, value) : value;
    case 'list': {
      if (!Array.isArray(value)) return value;
      const items = value.map((item) => insideOf(spec, shape.items, item));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    case 'map': {
      if (!isMembers(value)) return value;
      const entries = Object.entries(value).map(([key, item]) => [key, insideOf(spec, shape.values, item)] as const);
      return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
    }
    case 'string':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
    case 'timestamp':
    case 'blob':
      return value;
    default:
      return shape satisfies never;
  }
}
