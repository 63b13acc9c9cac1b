import type { Execution } from './execution.js';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** Items or child executions by state. */
export interface MapRunCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  total: number;
  resultsWritten: number;
  failuresNotRedrivable: number;
  pendingRedrive: number;
}

/** What UpdateMapRun can change. */
export interface MapRunLimits {
  maxConcurrency?: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
}

/** The run of one distributed Map state. All dates are milliseconds since the epoch. */
export interface MapRun {
  readonly arn: string;
  /** The execution that the Map state belongs to. */
  readonly executionArn: string;
  /** `<machine ARN>/<label>`: what the child executions belong to. */
  readonly stateMachineArn: string;
  readonly status: MapRunStatus;
  readonly startDate: number;
  readonly stopDate: number | undefined;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly itemCounts: Readonly<MapRunCounts>;
  readonly executionCounts: Readonly<MapRunCounts>;
  readonly redriveCount: number;
  readonly redriveDate: number | undefined;
  /** The child executions started so far, oldest first; `itemCount` items each. */
  readonly children: readonly { readonly execution: Execution; readonly itemCount: number }[];
  /** UpdateMapRun. */
  update(limits: MapRunLimits): void;
}
