import {
  type Capability,
  type CaseContext,
  type CaseOptions,
  type Exchange,
  expect,
  type OperationName,
  test,
} from '../../harness/index.js';
import { effectiveSpec } from '../../specs/effective.js';
import type { Edition } from '../../specs/spec.js';
import { loadStatements } from '../../specs/statements.js';
import { prepared } from '../precondition.js';
import { demandRequired, type Promised, promisedMembers, undecidedWithout } from '../promised-members.js';

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

/** The members that an edition promises in a scene: none when the edition lacks the operation. */
function promisedIn(edition: Edition, { operation, also = [] }: Scene): readonly Promised[] {
  const { spec } = effectiveSpec('sfn', edition);
  if (spec.operations[operation] === undefined) return [];
  const known = [...loadStatements('sfn', edition).keys()];
  const { promised, unknown } = promisedMembers({
    spec,
    operation,
    also,
    statements: (owner, member) => known.filter((id) => id.startsWith(`sfn:${owner}/${member}/`)),
  });
  if (unknown !== undefined && edition === 'current') {
    throw new Error(`${operation} has no member ${unknown} in the edition ${edition}.`);
  }
  return promised;
}

function judge({ exchange, telling }: Answer, promised: readonly Promised[]): void {
  // What may be absent may be what would have told.
  undecidedWithout(exchange.operation, demandRequired(exchange, promised));
  if (telling !== undefined) {
    expect(JSON.stringify(exchange.output), 'the answer is about what was asked').toContain(telling);
  }
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
      const answer = await prepared(() => scene.ask(context), scene.operation);
      judge(answer, promised);
      await answer.proof?.();
    });
  }
}
