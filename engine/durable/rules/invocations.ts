import type { DurableExecution } from '../execution.js';
import type { InvocationOutcome } from '../invocation-lane.js';
import type { OperationRecord } from '../operations/record.js';
import type { DurableInvocationEvent, ErrorObject, Operation } from '../shapes.js';
import { inputLimit } from './starting.js';

/** What the end of an invocation means for its execution. */
export type Verdict =
  | { readonly kind: 'succeed'; readonly result?: string }
  | { readonly kind: 'fail'; readonly error: ErrorObject; readonly invalidOutput?: true }
  | { readonly kind: 'suspend' }
  /** `most`: after so many of these in a row the execution fails with the error. Absent: no limit of their own. */
  | { readonly kind: 'retry'; readonly error: ErrorObject; readonly most?: number };

/** What the function returned, read as far as it can be. */
export interface FunctionOutput {
  readonly status: unknown;
  readonly result: unknown;
  readonly error: unknown;
}

export interface InvocationRules {
  readonly judge: (outcome: InvocationOutcome, execution: DurableExecution) => Verdict;
  /** Whether something is under way that will invoke the function again. */
  readonly hasPending: (execution: DurableExecution) => boolean;
  /** After a PENDING output: whether something happened meanwhile that the function has not acted on. */
  readonly invokesAgain: (execution: DurableExecution) => boolean;
  /** Seconds before a failed invocation is tried again, after `failures` in a row. `undefined`: no more. */
  readonly retryDelaySeconds: (failures: number) => number | undefined;
  /** The error that InvocationCompleted shows: of an invocation that failed, not of a function that reported FAILED. */
  readonly errorInHistory: (outcome: InvocationOutcome, verdict: Verdict) => ErrorObject | undefined;
  /** Whether another invocation starts while one is under way: never. */
  readonly startsDuring: (execution: DurableExecution) => boolean;
  /** What the function is invoked with. */
  readonly event: (event: DurableInvocationEvent) => DurableInvocationEvent;
  /** Of the changes that the function has not seen, those that it is told. */
  readonly tells: (changed: readonly OperationRecord[], execution: DurableExecution) => readonly OperationRecord[];
  /** How many operations the function's event carries. The rest is behind its NextMarker. */
  readonly initialPage: (operations: readonly Operation[]) => number;
}

/** A page of state is bounded by its size as well as by its count. */
const PAGE_OPERATIONS = 1000;
const PAGE_BYTES = 5 * 1024 * 1024;

export function operationsThatFit(operations: readonly Operation[], most: number): number {
  let bytes = 0;
  let count = 0;
  for (const operation of operations) {
    bytes += Buffer.byteLength(JSON.stringify(operation));
    if (count === most || (count > 0 && bytes > PAGE_BYTES)) break;
    count++;
  }
  return count;
}

function readOutput(payload: string): FunctionOutput | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { Status, Result, Error: error } = value as Record<string, unknown>;
    return { status: Status, result: Result ?? undefined, error: error ?? undefined };
  } catch {
    return undefined;
  }
}

/** The members of an error object that have their type; what else a function put there is dropped, as unknown members are. */
export function readErrorObject(value: unknown): ErrorObject {
  if (typeof value !== 'object' || value === null) return {};
  const { ErrorMessage, ErrorType, ErrorData, StackTrace } = value as Record<string, unknown>;
  return {
    ...(typeof ErrorMessage === 'string' && { ErrorMessage }),
    ...(typeof ErrorType === 'string' && { ErrorType }),
    ...(typeof ErrorData === 'string' && { ErrorData }),
    ...(Array.isArray(StackTrace) && { StackTrace: StackTrace.filter((line) => typeof line === 'string') }),
  };
}

const errorOfOutput = (message: string): ErrorObject => ({
  ErrorMessage: message,
  ErrorType: 'InvalidParameterValueException',
});

const invalid = (message: string): Verdict => ({ kind: 'fail', error: errorOfOutput(message), invalidOutput: true });

/** The one invalid output that the service tries again, since it may come of a race in the SDK (aws-durable-execution-sdk-python#670). */
const NOTHING_PENDING: Verdict = {
  kind: 'retry',
  error: errorOfOutput('Cannot return PENDING status with no pending operations.'),
  most: 3,
};

function judgeOutput({ status, result, error }: FunctionOutput, execution: DurableExecution): Verdict {
  switch (status) {
    case 'SUCCEEDED': {
      if (error !== undefined) return invalid('Cannot provide an Error for SUCCEEDED status.');
      if (result === undefined) return { kind: 'succeed' };
      if (typeof result !== 'string') return invalid('Invalid Result in invocation output.');
      const limit = inputLimit(execution.params.invocationType);
      return Buffer.byteLength(result) > limit
        ? invalid(`Execution output payload size must be less than or equal to ${limit} bytes.`)
        : { kind: 'succeed', result };
    }
    case 'FAILED':
      return result === undefined
        ? { kind: 'fail', error: readErrorObject(error) }
        : invalid('Cannot provide a Result for FAILED status.');
    case 'PENDING': {
      const { invocations } = execution.world.rules;
      return invocations.hasPending(execution) || invocations.invokesAgain(execution)
        ? { kind: 'suspend' }
        : NOTHING_PENDING;
    }
    default:
      return invalid('Invalid Status in invocation output.');
  }
}

export const invocations: InvocationRules = {
  judge(outcome, execution) {
    switch (outcome.kind) {
      case 'returned': {
        const output = readOutput(outcome.payload);
        return output ? judgeOutput(output, execution) : invalid('Invalid Status in invocation output.');
      }
      case 'failed':
        return { kind: 'retry', error: outcome.error };
      case 'missing':
        return { kind: 'fail', error: outcome.error };
    }
  },
  hasPending({ operations }) {
    for (const { type, status } of operations.values()) {
      if (type === 'STEP' ? status === 'PENDING' : status === 'STARTED' && PENDING_TYPES.has(type)) return true;
    }
    return false;
  },
  invokesAgain(execution) {
    if (execution.unseenFromOutside.size > 0) return true;
    // It was told that a retry is due and suspended all the same: nothing else would wake it.
    for (const step of execution.toldReady) if (step.status === 'READY') return true;
    return execution.toldFromOutside && !execution.world.rules.invocations.hasPending(execution);
  },
  // The developer guide: exponential back-off until the invocation succeeds or the execution times out.
  retryDelaySeconds: (failures) => 2 ** Math.min(failures - 1, 30),
  errorInHistory(outcome, verdict) {
    if (outcome.kind !== 'returned') return outcome.error;
    return verdict.kind === 'retry' || (verdict.kind === 'fail' && verdict.invalidOutput) ? verdict.error : undefined;
  },
  startsDuring: () => false,
  event: (event) => event,
  tells: (changed) => changed,
  initialPage: (operations) => operationsThatFit(operations, PAGE_OPERATIONS),
};

const PENDING_TYPES = new Set(['WAIT', 'CALLBACK', 'CHAINED_INVOKE']);
