import type { Members, Shape, Spec } from '../../specs/spec.js';

/** Structures that hold themselves are cut off here. */
const DEEPEST = 4;
const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:canned';
const DATE = 1_500_000_000;

/** A response that the schema of the operation accepts, the same every time; `{}` for an operation that the spec lacks. */
export function cannedAnswer(spec: Spec, operation: string): unknown {
  const found = Object.hasOwn(spec.operations, operation) ? spec.operations[operation] : undefined;
  return found === undefined ? {} : membersOf(spec, found.response.members, 0);
}

function membersOf(spec: Spec, members: Members, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members)
      // A page token would promise more pages for ever.
      .filter(([name]) => name !== 'nextToken')
      .map(([name, member]) => [name, cannedValue(spec, name, member, depth)]),
  );
}

function cannedValue(spec: Spec, name: string, shape: Shape, depth: number): unknown {
  switch (shape.type) {
    case 'string':
      return stringOf(name, shape);
    case 'boolean':
      return false;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return shape.minimum ?? 0;
    case 'timestamp':
      return DATE;
    case 'blob':
      return '';
    case 'list':
      return depth > DEEPEST
        ? []
        : Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () =>
            cannedValue(spec, name, shape.items, depth + 1),
          );
    case 'map':
      return {};
    case 'structure': {
      const structure = spec.dataTypes[shape.name];
      return structure === undefined || depth > DEEPEST ? {} : membersOf(spec, structure.members, depth + 1);
    }
    default:
      return shape satisfies never;
  }
}

function stringOf(name: string, shape: Extract<Shape, { readonly type: 'string' }>): string {
  const [first] = shape.enum ?? [];
  if (first !== undefined) return first;
  const text = /arn$/i.test(name) ? ARN : name === 'name' ? 'canned' : '{}';
  return text.padEnd(shape.minLength ?? 0, 'x').slice(0, shape.maxLength);
}
