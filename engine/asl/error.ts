/** Names of the errors that evaluation raises. */
export type StatesErrorName =
  | 'States.Runtime'
  | 'States.ParameterPathFailure'
  | 'States.ResultPathMatchFailure'
  | 'States.IntrinsicFailure'
  | 'States.QueryEvaluationError';

/** An evaluation that failed: the error name that Retry and Catch match, and AWS's cause without its first sentence. */
export class StatesError extends Error {
  override readonly name = 'StatesError';

  /**
   * @param cause what follows `An error occurred while executing the state '...' (entered at the event id #...). `
   * @param location the field that holds the expression (`Output/total`), where AWS reports one
   */
  constructor(
    readonly error: StatesErrorName,
    override readonly cause: string,
    readonly location?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}
