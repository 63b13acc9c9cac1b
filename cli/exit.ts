/** What the process answers with, the same for every command. */
export const exitCodes = {
  /** All as expected. */
  ok: 0,
  /** The target does not conform, or has regressed. */
  nonconforming: 1,
  /** Wrong usage, or bad input. */
  usage: 2,
  /** Nothing was judged, or the outcome is inconclusive. */
  inconclusive: 3,
  /** The harness failed, or the target could not be started or reached. */
  harness: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Ends a command with an exit code and one sentence on stderr. Commands throw it where the bad input came in; only
 * `cli/main.ts` turns it into an exit. The sentence is for the user: what is wrong and what to do.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The user asked for something that can't be: an unknown name, a file that isn't there, a number out of range. */
export function usageError(message: string, options?: ErrorOptions): CommandError {
  return new CommandError(exitCodes.usage, message, options);
}
