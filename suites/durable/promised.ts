import { DURABLE_EDITION, type LambdaOperation } from '../../harness/durable/operations.js';
import { type CaseContext, type Exchange, expect, test } from '../../harness/index.js';
import { effectiveSpec } from '../../specs/effective.js';
import { loadStatements } from '../../specs/statements.js';
import { prepared } from '../precondition.js';
import { demandRequired, type Promised, promisedMembers, undecidedWithout } from '../promised-members.js';

/** A situation in which an answer must hold certain members. */
export interface Scene {
  readonly operation: LambdaOperation;
  readonly title: string;
  /** Optional members that this answer must have, dotted. Required ones, and those of the structures reached, are known from the spec. */
  readonly also?: readonly string[];
  ask(context: CaseContext): Promise<Exchange>;
}

const { spec } = effectiveSpec('durable', DURABLE_EDITION);
const known = [...loadStatements('durable', DURABLE_EDITION).keys()];

/** The members that the spec promises in a scene. */
function promisedIn({ operation, also = [] }: Scene): readonly Promised[] {
  const { promised, unknown } = promisedMembers({
    spec,
    operation,
    also,
    statements: (owner, member) => known.filter((id) => id.startsWith(`durable:${owner}/${member}/`)),
  });
  if (unknown !== undefined) throw new Error(`${operation} has no member ${unknown}.`);
  return promised;
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
    const exchange = await prepared(() => scene.ask(context), scene.operation);
    if (ofStatus.length > 0) expect(exchange.response?.status, 'status').toBe(status);
    undecidedWithout(exchange.operation, demandRequired(exchange, promised));
  });
}
