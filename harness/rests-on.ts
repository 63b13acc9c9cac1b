/** A failure of something that a case needs and that is not its subject. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
  constructor(
    /** The statement that is broken. */
    readonly statement: string,
    override readonly cause: unknown,
  ) {
    super('What the case needs does not hold.', { cause });
  }
}

/** A failure that an earlier exchange shows: what was asked since only told whose fault it is. */
export class Shown extends Error {
  override readonly name = 'Shown';
  constructor(
    /** The exchange, by its place in the transcript. */
    readonly exchange: number | undefined,
    override readonly cause: unknown,
  ) {
    super('An earlier answer shows it.', { cause });
  }
}

/**
 * What a case needs before it comes to its subject. An assertion that fails in here breaks the statement named, and not those that
 * the case is about: so one defect has one cause in a report, whichever cases meet it. The case fails all the same.
 *
 * @param statement the id of the statement that `check` rests on
 * @param check asserts what is needed, and may give something back
 * @throws what `check` throws, and an assertion as one about `statement`
 */
export async function restsOn<T>(statement: string, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw error instanceof Unmet ? error : new Unmet(statement, error);
  }
}
