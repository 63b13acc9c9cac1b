/** A list that others change meanwhile is read anew so often at least, and for so long, milliseconds of the wall clock. */
const FEWEST_TRIALS = 5;
const PATIENCE_MS = 10_000;
const FAILURES = 2;

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
    // What others made and deleted in between shows in neither list: it fails twice before it counts.
    if (result.kind === 'failed' && ++failures < FAILURES) continue;
    if (result.kind === 'failed') throw result.error;
    return { value: result.value };
  }
  return undefined;
}

export const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);
