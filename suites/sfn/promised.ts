import {
  Breach,
  type Capability,
  type CaseContext,
  type CaseOptions,
  type Exchange,
  expect,
  Inconclusive,
  type OperationName,
  test,
} from '../../harness/index.js';
import { effectiveSpec } from '../../specs/effective.js';
import type { Edition, Members, Shape } from '../../specs/spec.js';
import { loadStatements } from '../../specs/statements.js';

/** An answer, and what shows that it is about what the scene made, and not the same for everybody. */
export interface Answer {
  readonly exchange: Exchange<unknown>;
  /** A text that only this answer can hold. */
  readonly telling?: string;
  /** For an answer that can't: asks the target something else. */
  readonly proof?: () => Promise<void>;
}

/** A situation in which an answer must hold certain members. */
export interface Scene {
  readonly operation: OperationName;
  readonly title: string;
  readonly requires?: readonly Capability[];
  /** When not in both. */
  readonly editions?: readonly Edition[];
  /**
   * Optional members that this answer must have, dotted: `activities.name`, through the elements of lists. Required ones, and
   * those of the structures that are reached, are known from the spec.
   */
  readonly also?: readonly string[];
  ask(context: CaseContext): Promise<Answer>;
}

const EDITIONS = ['2017-03-30', 'current'] as const;

/** A member that an answer must have, and the statements about it. */
interface Promised {
  readonly path: string;
  readonly statements: readonly string[];
}

/** The members that an edition promises in a scene: none when the edition lacks the operation. */
function promisedIn(edition: Edition, { operation, also = [] }: Scene): Promised[] {
  const { spec } = effectiveSpec('sfn', edition);
  const response = spec.operations[operation]?.response;
  if (response === undefined) return [];
  const promised: Promised[] = [];
  const reached = new Set<string>();
  const visit = (members: Members, owner: string, at: string): void => {
    for (const [name, member] of Object.entries(members)) {
      const path = `${at}${name}`;
      const named = also.some((wanted) => wanted === path || wanted.startsWith(`${path}.`));
      if (!member.required && !named) continue;
      reached.add(path);
      promised.push({ path, statements: statementsOf(edition, `sfn:${owner}/${name}/`) });
      const structure = structureOf(member);
      if (structure !== undefined) visit(spec.dataTypes[structure]?.members ?? {}, structure, `${path}.`);
    }
  };
  visit(response.members, `${operation}/response`, '');
  const unknown = also.find((path) => !reached.has(path));
  if (unknown !== undefined && edition === 'current') {
    throw new Error(`${operation} has no member ${unknown} in the edition ${edition}.`);
  }
  return promised;
}

function structureOf(shape: Shape): string | undefined {
  if (shape.type === 'list') return structureOf(shape.items);
  return shape.type === 'structure' ? shape.name : undefined;
}

const statementsOf = (edition: Edition, start: string): string[] =>
  [...loadStatements('sfn', edition).keys()].filter((id) => id.startsWith(start));

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

function judge({ exchange, telling }: Answer, promised: readonly Promised[]): void {
  const { operation, output, index } = exchange;
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
  if (telling !== undefined) expect(JSON.stringify(output), 'the answer is about what was asked').toContain(telling);
  if (absent.length === 0) return;
  // The reference says what the member is, not that it must be there: its absence breaks nothing and shows nothing.
  const names = absent.map(({ path }) => path).join(', ');
  throw new Inconclusive(
    'target',
    `${operation} answered without ${names}. The reference lets an answer leave that out, so this is no failure; but what it ` +
      `states about ${absent.length === 1 ? 'this member' : 'these members'} could not be judged on this target.`,
  );
}

/** Makes the cases of a scene: one for both editions where they promise the same, one for each where they do not. */
export function testScene(scene: Scene): void {
  const plans = EDITIONS.filter((edition) => scene.editions?.includes(edition) ?? true)
    .map((edition) => ({ edition, promised: promisedIn(edition, scene) }))
    .filter(({ promised }) => promised.length > 0)
    .map((plan) => ({ ...plan, cites: plan.promised.flatMap(({ statements }) => statements) }));
  const [oldest, newest] = plans;
  const same = oldest !== undefined && newest !== undefined && oldest.cites.join() === newest.cites.join();
  for (const { edition, promised, cites } of same ? [newest] : plans) {
    const [first, ...others] = cites;
    if (first === undefined) continue;
    const options: CaseOptions = {
      cites: [first, ...others],
      ...(scene.requires && { requires: scene.requires }),
      ...(same ? {} : { editions: [edition] }),
    };
    const title = same || plans.length === 1 ? scene.title : `${scene.title}, ${edition}`;
    test(title, options, async (context) => {
      const answer = await scene.ask(context);
      judge(answer, promised);
      await answer.proof?.();
    });
  }
}
