import type { DurableExecution } from '../execution.js';
import type { ErrorObject } from '../shapes.js';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface EndingRules {
  /** Stops an execution that runs; one that has ended is left as it is. */
  readonly stop: (execution: DurableExecution, error: ErrorObject) => void;
  /** The time that Stop answers with, milliseconds since the epoch. */
  readonly stopTime: (execution: DurableExecution) => number;
  /** The error of a stop that gave none. */
  readonly errorOfStop: (given: ErrorObject | undefined) => ErrorObject;
  /** Milliseconds from the start of an execution to its timeout. */
  readonly timeoutMs: (seconds: number) => number;
  readonly timeoutError: (seconds: number) => ErrorObject;
  /** Whether an execution is past its retention. */
  readonly forgotten: (execution: DurableExecution) => boolean;
}

export const ending: EndingRules = {
  stop: (execution, error) => {
    execution.close({ status: 'STOPPED', error });
  },
  stopTime: (execution) => execution.endedAt ?? execution.now,
  errorOfStop: (given) => given ?? {},
  timeoutMs: (seconds) => seconds * 1000,
  timeoutError: (seconds) => ({ ErrorMessage: `Execution timed out after ${seconds} seconds.` }),
  forgotten: ({ endedAt, params, now }) => endedAt !== undefined && now >= endedAt + params.retentionDays * DAY_MS,
};
