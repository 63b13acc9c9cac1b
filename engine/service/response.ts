import type { Members, Shape, Spec } from '../../specs/spec.js';
import { dataTypeOf } from '../../specs/spec.js';
import type { Json, JsonObject } from '../asl/doc.js';

/** What an operation answers. Members that are `undefined` are not sent. */
export type Output = Readonly<Record<string, unknown>>;

/** Cuts a value down to what an edition has. */
export type Projection = (value: unknown) => unknown;

/**
 * The projection of a response onto the members that an edition's spec gives it: answers are made for today's API, and an
 * older edition sees the part of them that it knows.
 */
export function responseProjection(members: Members, spec: Spec): (output: Output) => Output {
  const project = structureProjection(members, spec, new Map());
  return (output) => project(output) as Output;
}

function projectionOf(shape: Shape, spec: Spec, known: Map<string, Projection>): Projection {
  switch (shape.type) {
    case 'structure': {
      const found = known.get(shape.name);
      if (found !== undefined) return found;
      let made: Projection | undefined;
      known.set(shape.name, (value) => made?.(value));
      made = structureProjection(dataTypeOf(spec, shape.name).members, spec, known);
      return made;
    }
    case 'list': {
      const item = projectionOf(shape.items, spec, known);
      return (value) => (Array.isArray(value) ? value.map(item) : value);
    }
    default:
      return (value) => value;
  }
}

function structureProjection(members: Members, spec: Spec, known: Map<string, Projection>): Projection {
  const table = Object.entries(members).map(([name, member]) => [name, projectionOf(member, spec, known)] as const);
  return (value) => {
    const projected: JsonObject = {};
    const source = value as Record<string, unknown>;
    for (const [name, project] of table) {
      const member = source[name];
      if (member !== undefined) projected[name] = project(member) as Json;
    }
    return projected;
  };
}
