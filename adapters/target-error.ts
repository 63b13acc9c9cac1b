/**
 * The target could not be started or reached. The message is one sentence for the user: what is wrong and what to do.
 * The command line turns it into exit code 4.
 */
export class TargetError extends Error {
  override readonly name: string = 'TargetError';
}

/** What the user asked for can't be: exit code 2. */
export class TargetUsageError extends TargetError {
  override readonly name = 'TargetUsageError';
}
