import { Breach, type Exchange, Inconclusive } from '../harness/index.js';
import type { Members, Shape, Spec } from '../specs/spec.js';

/** A member that an answer must have, and the statements about it. */
export interface Promised {
  /** Dotted, through the elements of lists. */
  readonly path: string;
  readonly statements: readonly string[];
}

/** What of a spec a scene is about. */
export interface PromisedOf {
  readonly spec: Spec;
  readonly operation: string;
  /** Optional members that the answer must have too, as paths. */
  readonly also: readonly string[];
  /** The statements about a member of a shape. */
  statements(owner: string, member: string): readonly string[];
}

/** The members that a spec promises of an answer, and a path of `also` that it does not know: nothing for an operation it lacks. */
export function promisedMembers({ spec, operation, also, statements }: PromisedOf): {
  readonly promised: readonly Promised[];
  readonly unknown?: string;
} {
  const promised: Promised[] = [];
  const reached = new Set<string>();
  const visit = (members: Members, owner: string, at: string): void => {
    for (const [name, member] of Object.entries(members)) {
      const path = `${at}${name}`;
      if (!member.required && !also.some((wanted) => wanted === path || wanted.startsWith(`${path}.`))) continue;
      reached.add(path);
      promised.push({ path, statements: statements(owner, name) });
      const structure = structureOf(member);
      if (structure !== undefined) visit(spec.dataTypes[structure]?.members ?? {}, structure, `${path}.`);
    }
  };
  visit(spec.operations[operation]?.response.members ?? {}, `${operation}/response`, '');
  const unknown = also.find((path) => !reached.has(path));
  return { promised, ...(unknown !== undefined && { unknown }) };
}

function structureOf(shape: Shape): string | undefined {
  if (shape.type === 'list') return structureOf(shape.items);
  return shape.type === 'structure' ? shape.name : undefined;
}

/**
 * Demands the required members of an answer. Types, lengths and patterns are told by the judge of schemas.
 * @returns those that are absent and may be: optional ones, and what is required in a structure that is absent itself
 */
export function demandRequired(
  { operation, output, index }: Pick<Exchange<unknown>, 'operation' | 'output' | 'index'>,
  promised: readonly Promised[],
): readonly Promised[] {
  const absent = promised.filter(({ path }) => valuesAt(output, path).length === 0);
  for (const { path, statements } of absent) {
    const owner = path.slice(0, Math.max(path.lastIndexOf('.'), 0));
    if (owner !== '' && valuesAt(output, owner).flat().length === 0) continue;
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
  return absent;
}

/** The reference says what an optional member is, not that it must be there: its absence breaks nothing and shows nothing. */
export function undecidedWithout(operation: string, absent: readonly Promised[]): void {
  if (absent.length === 0) return;
  const names = absent.map(({ path }) => path).join(', ');
  throw new Inconclusive(
    'target',
    `${operation} answered without ${names}. The reference lets an answer leave that out, so this is no failure; but what it ` +
      `states about ${absent.length === 1 ? 'this member' : 'these members'} could not be judged on this target.`,
  );
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
