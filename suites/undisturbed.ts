import type { CaseContext } from '../harness/index.js';

/** A list that others change meanwhile is read anew so often at least, and for so long, milliseconds of the wall clock. */
const FEWEST_TRIALS = 5;
const PATIENCE_MS = 10_000;
const FAILURES = 2;

/** What lists all of an account. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['ListStateMachines', 'ListActivities']);

/** Whether a list has what other cases make, too. */
export const isShared = ({ target }: CaseContext, operation: string): boolean =>
  OF_ACCOUNT.has(operation) && target.isolation === 'none';

export const OTHERS_CHANGED_IT = 'Others changed the list whenever it was read.';

/**
 * Does something with a list that is the same before and after, so that what differs is not what others did meanwhile: of what they
 * delete, a target may forget where its pages went on.
 * @param whole the list; the same keys in the same order are the same list
 * @returns what `work` gave, or nothing where the list was another one each time
 */
export async function undisturbed<Result>(
  whole: () => Promise<readonly string[]>,
  work: (all: readonly string[]) => Promise<Result>,
): Promise<{ readonly value: Result } | undefined> {
  const end = performance.now() + PATIENCE_MS;
  let failures = 0;
  for (let trial = 0; trial < FEWEST_TRIALS || performance.now() < end; trial++) {
    const before = await whole();
    const result = await work(before).then(
      (value) => ({ kind: 'done' as const, value }),
      (error: unknown) => ({ kind: 'failed' as const, error }),
    );
    if (!sameList(before, await whole())) continue;
    if (result.kind === 'done') return { value: result.value };
    // What others made and deleted in between shows in neither list: it fails twice before it counts.
    if (++failures === FAILURES) throw result.error;
  }
  return undefined;
}

export const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);
