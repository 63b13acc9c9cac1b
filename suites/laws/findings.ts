import type { CaseContext } from '../../harness/context.js';
import { counterexampleNote } from '../../harness/counterexample/index.js';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import type { Allowance } from './allowance.js';
import { counterexampleOf, lawOf } from './counterexamples.js';
import type { Evidence } from './judging/evidence.js';
import { type Failure, type Found, type Property, search } from './search.js';
import type { World } from './world.js';

/** A property that was searched, and where. */
export interface Searched<Drawn> {
  readonly property: Property<Drawn, Evidence>;
  readonly world: World;
}

/**
 * Failures that do not come again when they are tried again, of which a search makes nothing but a note: on a real clock one comes
 * by chance, and a verdict that hangs on it would be another one each time.
 */
const MOST_FLUKES = 1;

function inVain<Drawn>({ failure, failures }: Found<Drawn, Evidence>): string {
  const times = failures === 1 ? 'once' : `${failures} times`;
  return `It failed ${times}, and not when it was tried again: ${failure.fingerprint}`;
}

/**
 * Searches, and says what becomes of the case: it fails with the first kind of failure that a statement backs. A search that could not be brought to its end is inconclusive, unless it found something before. A
 * counterexample of each kind of failure is kept from the moment that it is found, also when the case itself has no time left.
 * @param reason what is wrong, in words that go before the colon
 */
export async function judgeBySearch<Drawn>(
  context: CaseContext,
  reason: string,
  { property, world }: Searched<Drawn>,
  allowance: Allowance,
): Promise<void> {
  const { edition, name: target } = context.target;
  const circumstances = { edition, target, seed: context.chance.seed, roleArn: world.roleArn };
  const isBacked = (failure: Failure<Evidence>): boolean => lawOf(failure, edition).evidence !== 'inferred';
  const { found, unrepeated, obstacle, spoken, tried } = await search({ ...property, isBacked }, allowance, (one) => {
    context.note(counterexampleNote(counterexampleOf(circumstances, one)), one.failure.fingerprint);
  });
  for (const once of unrepeated) context.note(inVain(once), once.failure.fingerprint);
  if (found.length === 0) {
    if (obstacle !== undefined) throw obstacle;
    const [first] = unrepeated;
    const failures = unrepeated.reduce((sum, one) => sum + one.failures, 0);
    if (first !== undefined && failures > MOST_FLUKES) {
      const others = unrepeated.length === 1 ? '' : `, and ${unrepeated.length - 1} more`;
      throw new Inconclusive('target', `${inVain(first)}${others}.`);
    }
    if (spoken === 0) {
      const isOutOfTime = performance.now() >= allowance.searchUntil;
      const reason = `None of ${tried} draws was one that the law speaks of${isOutOfTime ? ', in the time that there was' : ''}.`;
      throw new Inconclusive(isOutOfTime ? 'target' : 'harness', reason);
    }
    return;
  }
  if (obstacle !== undefined) context.note(`The search ended early: ${obstacle.message}`);
  const first = found.find(({ failure }) => isBacked(failure)) ?? found[0]!;
  const { statement } = lawOf(first.failure, edition);
  const { expected, actual, fingerprint } = first.failure;
  const others = found.length === 1 ? '' : `, and ${found.length - 1} more`;
  const since = obstacle === undefined ? await shownAgain(context, first, property, world) : undefined;
  throw new Breach({
    reason: `${reason}: ${fingerprint}${others}.`,
    expected,
    actual,
    statement,
    since,
    provenAt: first.provenAt,
  });
}

/** Shows the smallest failure once more, by itself: so that the case's transcript ends with it. @returns its first exchange */
async function shownAgain<Drawn>(
  { sfn }: CaseContext,
  { drawn, path }: Found<Drawn, Evidence>,
  property: Property<Drawn, Evidence>,
  world: World,
): Promise<number | undefined> {
  try {
    const { index } = await sfn.listStateMachines({ maxResults: 1 });
    world.renew();
    await property.judge(drawn, Number.parseInt(path, 10));
    return index + 1;
  } catch {
    // What was found stands, whether it can be shown again now or not.
    return undefined;
  }
}
