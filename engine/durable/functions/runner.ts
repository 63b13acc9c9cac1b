import type { InvocationOutcome } from '../invocation-lane.js';

/** One call of a function's code. */
export interface FunctionCall {
  readonly accountId: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** The function's ARN, with the version when the caller gave a qualifier. */
  readonly arn: string;
  /** JSON text. */
  readonly payload: string;
  readonly requestId: string;
  /** Seconds after which the call is given up. */
  readonly timeoutSeconds: number;
  /** When that is, milliseconds since the epoch of the account's clock. */
  readonly deadline: number;
  readonly clientContext?: string;
  readonly tenantId?: string;
  readonly traceHeader?: string;
}

/** Where functions' code runs. The promise never rejects: whatever goes wrong is an outcome. */
export interface FunctionRunner {
  /** @param given becomes aborted when the call's time is over: its outcome does not matter any more */
  run(call: FunctionCall, given: AbortSignal): Promise<InvocationOutcome>;
}
