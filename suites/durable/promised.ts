import { DURABLE_EDITION, type LambdaOperation } from '../../harness/durable/operations.js';
import { Breach, type CaseContext, type Exchange, expect, Inconclusive, test } from '../../harness/index.js';
import { effectiveSpec } from '../../specs/effective.js';
import type { Members, Shape } from '../../specs/spec.js';
import { loadStatements } from '../../specs/statements.js';

/** A situation in which an answer must hold certain members. */
export interface Scene {
  readonly operation: LambdaOperation;
  readonly title: string;
  /** Optional members that this answer must have, dotted. Required ones, and those of the structures reached, are known from the spec. */
  readonly also?: readonly string[];
  ask(context: CaseContext): Promise<Exchange>;
}

interface Promised {
  readonly path: string;
  readonly statements: readonly string[];
}

const { spec } = effectiveSpec('durable', DURABLE_EDITION);
const known = [...loadStatements('durable', DURABLE_EDITION).keys()];

function structureOf(shape: Shape): string | undefined {
  if (shape.type === 'list') return structureOf(shape.items);
  return shape.type === 'structure' ? shape.name : undefined;
}

/** The members that the spec promises in a scene. */
function promisedIn({ operation, also = [] }: Scene): Promised[] {
  const promised: Promised[] = [];
  const reached = new Set<string>();
  const visit = (members: Members, owner: string, at: string): void => {
    for (const [name, member] of Object.entries(members)) {
      const path = `${at}${name}`;
      if (!member.required && !also.some((wanted) => wanted === path || wanted.startsWith(`${path}.`))) continue;
      reached.add(path);
      promised.push({ path, statements: known.filter((id) => id.startsWith(`durable:${owner}/${name}/`)) });
      const structure = structureOf(member);
      if (structure !== undefined) visit(spec.dataTypes[structure]?.members ?? {}, structure, `${path}.`);
    }
  };
  visit(spec.operations[operation]?.response.members ?? {}, `${operation}/response`, '');
  const unknown = also.find((path) => !reached.has(path));
  if (unknown !== undefined) throw new Error(`${operation} has no member ${unknown}.`);
  return promised;
}

/** The values at a dotted path, of all elements of the lists on the way. */
function valuesAt(output: unknown, path: string): unknown[] {
  let values: unknown[] = [output];
  for (const step of path.split('.')) {
    values = values
      .flat()
      .flatMap((value) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? [(value as Readonly<Record<string, unknown>>)[step]]
          : [],
      )
      .filter((value) => value !== undefined && value !== null);
  }
  return values;
}

/**
 * Makes the case of a scene: it cites the statements of exactly the members that the spec and the scene promise. That they are
 * there is asserted here; their types, lengths and patterns are told by the judge of schemas.
 */
export function testScene(scene: Scene): void {
  const promised = promisedIn(scene);
  const status = spec.operations[scene.operation]?.http?.status;
  const ofStatus = known.filter((id) => id === `durable:${scene.operation}/response/status`);
  const [first, ...others] = new Set([...promised.flatMap(({ statements }) => statements), ...ofStatus]);
  if (first === undefined) return;
  test(scene.title, { cites: [first, ...others], requires: ['durable'] }, async (context) => {
    const { operation, output, index, response } = await scene.ask(context);
    if (ofStatus.length > 0) expect(response?.status, 'status').toBe(status);
    const absent = promised.filter(({ path }) => valuesAt(output, path).length === 0);
    for (const { path, statements } of absent) {
      const required = statements.find((id) => id.endsWith('/required'));
      if (required === undefined) continue;
      throw new Breach({
        reason: `${operation} answers without ${path}`,
        expected: `${operation} answers with ${path}`,
        actual: `${path} is missing`,
        statement: required,
        exchange: index,
      });
    }
    if (absent.length === 0) return;
    const names = absent.map(({ path }) => path).join(', ');
    throw new Inconclusive(
      'target',
      `${operation} answered without ${names}. The reference lets an answer leave that out, so this is no failure, and shows nothing.`,
    );
  });
}
