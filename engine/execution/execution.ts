import type { Doc, Json } from '../asl/doc.js';
import type { History } from './history-event.js';
import type { Host } from './host.js';
import type { MapRun } from './map-run.js';
import type { Program } from './program.js';
import { Run } from './run.js';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** What StartExecution knows about the execution it starts. */
export interface ExecutionParams {
  readonly arn: string;
  readonly name: string;
  /** The plain ARN of the machine, without version or alias. */
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly input: Doc;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Set for the executions of StartSyncExecution and asynchronous Express ones; Express context objects differ. */
  readonly sync?: boolean;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** For a child execution of a distributed Map. */
  readonly mapRunArn?: string;
  /** Milliseconds since the epoch; now when absent. */
  readonly startDate?: number;
}

/** Whether RedriveExecution would be taken, as DescribeExecution reports it. */
export interface RedriveInfo {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly date?: number;
  readonly status: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  /** There when the status is NOT_REDRIVABLE. */
  readonly statusReason?: string;
}

/** One run of a machine. All dates are milliseconds since the epoch. */
export interface Execution {
  readonly params: ExecutionParams;
  readonly arn: string;
  readonly name: string;
  readonly input: Doc;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | undefined;
  /** Once SUCCEEDED. */
  readonly output: Doc | undefined;
  /** Once FAILED or ABORTED, when the state or the caller gave one. */
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: History;
  /** The runs of its distributed Map states, oldest first. */
  readonly mapRuns: readonly MapRun[];
  readonly redriveInfo: RedriveInfo;
  /** The variables of the outermost scope. */
  readonly variables: Readonly<Record<string, Json>>;
  /** StopExecution. Does nothing once the execution has ended. */
  abort(error?: string, cause?: string): void;
  /** The machine is being deleted: the execution ends as ABORTED instead of entering another state. */
  stopAtNextState(): void;
  /** RedriveExecution: goes on from the states that did not succeed. Only for a REDRIVABLE execution. */
  redrive(): void;
  /** Calls `listener` when the execution ends, and again at the end of each redrive; at once when it has ended. */
  onEnd(listener: (execution: Execution) => void): void;
}

/** Starts an execution and runs it to its first wait. It answers at once; listen with `onEnd`. */
export function startExecution(program: Program, params: ExecutionParams, host: Host): Execution {
  const run = new Run(program, params, host);
  run.start();
  return run;
}
