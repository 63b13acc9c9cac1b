import type { EvaluationFault } from './rules.js';

/** How far a failure goes: to the state's Retry and Catch, or straight to the end of the execution. */
export type FailureScope = 'catchable' | 'execution';

/** Why a state failed, as Retry, Catch and the history see it. Thrown inside the run loop. */
export class Failure {
  /**
   * @param error the error name, when there is one
   * @param cause the cause, when there is one
   * @param aliases further names that ErrorEquals may use for it
   */
  constructor(
    readonly error: string | undefined,
    readonly cause: string | undefined,
    readonly scope: FailureScope = 'catchable',
    readonly aliases: readonly string[] = [],
  ) {}
}

/** A JSONata evaluation that failed: it leaves an event of its own. */
export class EvaluationFailure extends Failure {
  constructor(
    readonly fault: EvaluationFault,
    error: string,
    cause: string,
    readonly location: string | undefined,
  ) {
    super(error, cause);
  }
}

/** `error` and `cause`, each only when it is there: the shape of every failed event's details. */
export function failureDetails(failure: { error?: string | undefined; cause?: string | undefined }): {
  error?: string;
  cause?: string;
} {
  return {
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  };
}
