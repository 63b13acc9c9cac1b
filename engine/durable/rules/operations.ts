import type { ChainedOutcome, DurableExecution } from '../execution.js';
import type { StepRecord } from '../operations/record.js';
import type { ErrorObject, OperationUpdate } from '../shapes.js';
import { callbackId } from '../tokens.js';

export interface StepRules {
  /** The attempt number after an attempt ended. */
  readonly attemptAfter: (record: StepRecord) => number;
  /** How a RETRY is recorded. */
  readonly retryEvent: (update: OperationUpdate) => 'StepSucceeded' | 'StepFailed';
  /** Milliseconds until the next attempt. */
  readonly retryDelayMs: (update: OperationUpdate) => number;
}

export const steps: StepRules = {
  attemptAfter: ({ attempt }) => attempt + 1,
  // A wait-for-condition keeps its state in the Payload of a RETRY: that attempt went well.
  retryEvent: (update) => (update.Error === undefined ? 'StepSucceeded' : 'StepFailed'),
  retryDelayMs: (update) => (update.StepOptions?.NextAttemptDelaySeconds ?? 0) * 1000,
};

export interface WaitRules {
  /** Milliseconds until the wait ends. */
  readonly delayMs: (seconds: number) => number;
}

export const waits: WaitRules = { delayMs: (seconds) => seconds * 1000 };

export interface CallbackRules {
  /** The id that a callback is handed out under. */
  readonly id: (executionId: string, operationId: string, nonce: string) => string;
  /** Milliseconds from the start to the timeout, and from a sign of life to the heartbeat timeout. */
  readonly timeoutMs: (seconds: number) => number;
  readonly heartbeatMs: (seconds: number) => number;
  readonly timeoutError: () => ErrorObject;
  readonly heartbeatError: () => ErrorObject;
  /** The new heartbeat deadline after a heartbeat, milliseconds since the epoch. */
  readonly heartbeat: (heartbeatSeconds: number, now: number, deadline: number) => number;
  /** Whether a callback with that status can still be answered. */
  readonly accepts: (status: string, executionRuns: boolean) => boolean;
  /** The error of a failure that was sent without one. */
  readonly errorOfFailure: (given: ErrorObject | undefined) => ErrorObject;
}

export const callbacks: CallbackRules = {
  id: callbackId,
  timeoutMs: (seconds) => seconds * 1000,
  heartbeatMs: (seconds) => seconds * 1000,
  timeoutError: () => ({ ErrorMessage: 'Callback timed out', ErrorType: 'Callback.Timeout' }),
  heartbeatError: () => ({ ErrorMessage: 'Callback timed out on heartbeat', ErrorType: 'Callback.Heartbeat' }),
  heartbeat: (heartbeatSeconds, now) => now + heartbeatSeconds * 1000,
  accepts: (status, executionRuns) => executionRuns && status === 'STARTED',
  errorOfFailure: (given) => given ?? {},
};

export interface ChainedRules {
  /** How long a target is held back when the calling invocation goes on, in milliseconds. */
  readonly startDelayMs: () => number;
  /** What the end of a durable target means for the operation. */
  readonly outcome: (child: DurableExecution) => ChainedOutcome;
  readonly timeoutError: (seconds: number) => ErrorObject;
  /** What a plain target gets when the update has no payload. */
  readonly plainInput: (given: string | undefined) => string;
  /** The error of a result over the limit; `undefined` when it fits. */
  readonly resultSize: (bytes: number) => ErrorObject | undefined;
}

const CHAINED_LIMIT = 1_048_576;

export const chained: ChainedRules = {
  startDelayMs: () => 250,
  outcome({ status, result, error = {}, params, world }) {
    switch (status) {
      case 'TIMED_OUT':
        return { kind: 'timed-out', error: world.rules.chained.timeoutError(params.timeoutSeconds) };
      case 'STOPPED':
        return { kind: 'stopped', error };
      case 'FAILED':
        return { kind: 'failed', error };
      default:
        return { kind: 'succeeded', ...(result !== undefined && { result }) };
    }
  },
  timeoutError: (seconds) => ({
    ErrorMessage: `CHAINED_INVOKE timed out after ${seconds} seconds.`,
    ErrorType: 'ChainedInvoke.Timeout',
  }),
  plainInput: (given) => given ?? '{}',
  resultSize: (bytes) =>
    bytes > CHAINED_LIMIT
      ? { ErrorMessage: `CHAINED_INVOKE output payload size must be less than or equal to ${CHAINED_LIMIT} bytes.` }
      : undefined,
};
