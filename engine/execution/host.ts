import type { Doc } from '../asl/doc.js';
import type { Clock } from '../clock.js';
import type { Execution } from './execution.js';
import type { ItemSource } from './item-source.js';
import type { MapRun } from './map-run.js';

/** How a Task state waits for its work: the answer, a job's end (two shapes of output), or a token that comes back. */
export type IntegrationPattern = 'request-response' | 'sync' | 'sync:2' | 'wait-for-task-token';

/** One attempt at a Task state's work, handed to the host. */
export interface TaskRequest {
  readonly kind: 'activity' | 'lambda' | 'integration';
  /** The state's `Resource`, resolved: an activity ARN, a function ARN, or `arn:aws:states:::service:action`. */
  readonly resource: string;
  /** For an integration: `lambda`, `states`, `aws-sdk:sfn`, ...; its action without the pattern: `invoke`, `startExecution`. */
  readonly service?: string;
  readonly action?: string;
  readonly pattern: IntegrationPattern;
  /** The effective input: after InputPath and Parameters, or Arguments. */
  readonly input: Doc;
  /**
   * The token that SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat name this attempt by: of an activity, and where
   * the pattern is `wait-for-task-token`. Empty otherwise.
   */
  readonly token: string;
  readonly executionArn: string;
  readonly stateName: string;
  /** How often this state was tried before, from 0. */
  readonly retryCount: number;
  readonly credentials?: Doc;
  /** When the attempt times out, milliseconds since the epoch. The execution sees to it itself; hosts may use it to plan. */
  readonly deadline?: number;
}

/**
 * What the host tells the execution about an attempt, at any time, also before `startTask` has returned. Calls after the
 * attempt has ended change nothing. Work that ends without having been started counts as started at that moment, but for
 * an activity, which is started only by a worker.
 */
export interface TaskProgress {
  /** False once the attempt has ended: finished, timed out, or its execution stopped. */
  readonly open: boolean;
  /** The time limit begins anew; the heartbeat limit begins. */
  started(workerName?: string): void;
  /** For `sync`, `sync:2` and `wait-for-task-token`: the job was taken; `output` is the service's answer to that. */
  submitted(output: Doc): void;
  heartbeat(): void;
  succeed(output: Doc): void;
  fail(error?: string, cause?: string): void;
  /** The work could not be scheduled, started or submitted: each leaves an event of its own. */
  failToSchedule(error: string, cause?: string): void;
  failToStart(error: string, cause?: string): void;
  failToSubmit(error: string, cause?: string): void;
}

/** What an execution needs from the world. The core knows no HTTP, no other clock and no other source of chance. */
export interface Host {
  readonly clock: Clock;
  /** A number in [0, 1), from the engine's seed. */
  random(): number;
  /** A UUID, from the engine's seed. */
  uuid(): string;
  /**
   * A new task token, for `TaskRequest.token` and `$$.Task.Token`: only the host that made it knows it again, also when the
   * attempt is long over. Asked for once an attempt, and only where a token can be used.
   */
  taskToken(): string;
  /**
   * Begins one attempt. The host answers through `progress`, at once or later.
   * @returns called when the attempt ends for a reason of the execution's own (timeout, stop): the host forgets it
   */
  startTask(request: TaskRequest, progress: TaskProgress): (() => void) | undefined;
  /**
   * Reads the items of a distributed Map that has an ItemReader (S3). Without it such a Map fails with
   * States.ItemReaderFailed and a cause that says so.
   */
  readItems?: ItemSource;
  /** A distributed Map state of `execution` has begun. */
  mapRunStarted?(mapRun: MapRun, execution: Execution): void;
  /** A child execution is about to start. Its map run knows it already. */
  childStarted?(child: Execution, mapRun: MapRun): void;
}
