/**
 * One event as GetExecutionHistory shows it. `timestamp` is in epoch seconds with a fraction. At most one
 * `...EventDetails` member is there; its name follows from `type`.
 */
export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: HistoryEventType;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

/** Every type of event that today's API knows. The first 31 are those of 2017-03-30. */
export const historyEventTypes = [
  'ActivityFailed',
  'ActivityScheduleFailed',
  'ActivityScheduled',
  'ActivityStarted',
  'ActivitySucceeded',
  'ActivityTimedOut',
  'ChoiceStateEntered',
  'ChoiceStateExited',
  'ExecutionFailed',
  'ExecutionStarted',
  'ExecutionSucceeded',
  'ExecutionAborted',
  'ExecutionTimedOut',
  'FailStateEntered',
  'LambdaFunctionFailed',
  'LambdaFunctionScheduleFailed',
  'LambdaFunctionScheduled',
  'LambdaFunctionStartFailed',
  'LambdaFunctionStarted',
  'LambdaFunctionSucceeded',
  'LambdaFunctionTimedOut',
  'SucceedStateEntered',
  'SucceedStateExited',
  'TaskStateEntered',
  'TaskStateExited',
  'PassStateEntered',
  'PassStateExited',
  'ParallelStateEntered',
  'ParallelStateExited',
  'WaitStateEntered',
  'WaitStateExited',
  'TaskStateAborted',
  'ParallelStateAborted',
  'ParallelStateFailed',
  'ParallelStateStarted',
  'ParallelStateSucceeded',
  'WaitStateAborted',
  'MapIterationAborted',
  'MapIterationFailed',
  'MapIterationStarted',
  'MapIterationSucceeded',
  'MapStateAborted',
  'MapStateEntered',
  'MapStateExited',
  'MapStateFailed',
  'MapStateStarted',
  'MapStateSucceeded',
  'TaskFailed',
  'TaskScheduled',
  'TaskStarted',
  'TaskStartFailed',
  'TaskSubmitFailed',
  'TaskSubmitted',
  'TaskSucceeded',
  'TaskTimedOut',
  'MapRunAborted',
  'MapRunFailed',
  'MapRunStarted',
  'MapRunSucceeded',
  'ExecutionRedriven',
  'MapRunRedriven',
  'EvaluationFailed',
] as const;

export type HistoryEventType = (typeof historyEventTypes)[number];

/** An execution's events, kept small and put into the shape of the API when they are read. */
export interface History {
  readonly length: number;
  /** The event at `index`, counted from 0; its id is `index + 1`. */
  event(index: number): HistoryEvent;
  /**
   * `count` events at most, from the `from`-th on (counted from 0 in the direction of reading).
   * @param reverse newest first
   */
  page(from: number, count: number, reverse?: boolean): HistoryEvent[];
}
