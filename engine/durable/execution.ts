import type { Clock } from '../clock.js';
import { DurableHistory, type EventSubject, eventData } from './history.js';
import type { Ids } from './ids.js';
import { type Invocation, InvocationLane, type InvocationOutcome } from './invocation-lane.js';
import type { ChainedInvokeRecord, ExecutionRecord, OperationRecord, StepRecord } from './operations/record.js';
import type { DurableRules } from './rules/rules.js';
import type {
  CheckpointAnswer,
  DurableConfig,
  ErrorObject,
  EventDetails,
  EventType,
  ExecutionStatus,
  InvocationType,
} from './shapes.js';
import { checkpointToken } from './tokens.js';

export interface ExecutionParams {
  readonly arn: string;
  /** Counts the account's executions, so that lists have an order. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly functionName: string;
  /** The ARN of the version that the execution runs on, whatever alias it was started by. */
  readonly functionArn: string;
  readonly version: string;
  readonly invocationType: Exclude<InvocationType, 'DryRun'>;
  /** The caller's JSON text, kept as it is. */
  readonly input?: string;
  readonly config: DurableConfig;
  readonly timeoutSeconds: number;
  readonly retentionDays: number;
  readonly tenantId?: string;
  readonly clientContext?: string;
  readonly traceHeader?: string;
}

/** What the target of a chained invoke turned out to be: something that will answer, or nothing that can be invoked. */
export type ChainedStart =
  | { readonly kind: 'started'; readonly version: string; readonly executionArn?: string; readonly begin: () => void }
  | { readonly kind: 'refused'; readonly error: ErrorObject };

/** How a chained invoke ended. */
export type ChainedOutcome =
  | { readonly kind: 'succeeded'; readonly result?: string }
  | { readonly kind: 'failed' | 'timed-out' | 'stopped'; readonly error: ErrorObject };

/** What an execution needs from the world. It does no I/O and makes no promise of its own. */
export interface ExecutionWorld {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly rules: DurableRules;
  /** Where the execution's functions are: chained targets elsewhere are refused. */
  readonly region: string;
  readonly accountId: string;
  /** Invokes the function with `payload`, and tells `execution.lane.ended(invocation, outcome)` how it went, later. */
  invoke(execution: DurableExecution, invocation: Invocation, payload: string): void;
  /** Resolves a chained target. `begin` starts it; its end goes to `endChained(execution, record, outcome)`. */
  startChained(execution: DurableExecution, record: ChainedInvokeRecord): ChainedStart;
}

/** How an execution ended. */
export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly result?: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'STOPPED'; readonly error: ErrorObject };

const TERMINAL_EVENT = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  STOPPED: 'ExecutionStopped',
} as const;

/** The answer to the last accepted checkpoint, kept for a caller that did not get it. */
export interface StoredAnswer {
  readonly token: string;
  readonly clientToken: string;
  readonly answer: CheckpointAnswer;
  readonly at: number;
}

/** One durable execution: its operations, its history and the one invocation that may be under way. */
export class DurableExecution {
  status: ExecutionStatus = 'RUNNING';
  readonly startedAt: number;
  endedAt: number | undefined;
  readonly operations = new Map<string, OperationRecord>();
  readonly history = new DurableHistory();
  readonly lane: InvocationLane;
  /** The one token that a checkpoint may use now. */
  token: string | undefined;
  storedAnswer: StoredAnswer | undefined;
  /** Changes that the function has not been told yet, in their order. */
  readonly unseen = new Set<OperationRecord>();
  /** Those of them that time or the outside made. */
  readonly unseenFromOutside = new Set<OperationRecord>();
  /** Steps that became READY and were told to the running invocation. */
  readonly toldReady = new Set<StepRecord>();
  /** The running invocation was told of something that time or the outside did. */
  toldFromOutside = false;
  readonly root: ExecutionRecord;

  private tokens = 0;
  private readonly timers = new Set<() => void>();
  private deferred: (() => void)[] = [];
  private readonly closeListeners: ((execution: DurableExecution) => void)[] = [];

  constructor(
    readonly params: ExecutionParams,
    readonly world: ExecutionWorld,
  ) {
    this.startedAt = world.clock.now();
    const { id, name, input } = params;
    this.root = {
      type: 'EXECUTION',
      id,
      name,
      startedAt: this.startedAt,
      order: 0,
      status: 'STARTED',
      ...(input !== undefined && { input }),
    };
    this.operations.set(id, this.root);
    this.unseen.add(this.root);
    this.lane = new InvocationLane(this);
    this.record('ExecutionStarted', this.subject, {
      Input: eventData(input),
      ExecutionTimeout: params.timeoutSeconds,
    });
    this.after(world.rules.ending.timeoutMs(params.timeoutSeconds), () => {
      this.close({ status: 'TIMED_OUT', error: world.rules.ending.timeoutError(params.timeoutSeconds) });
    });
  }

  get running(): boolean {
    return this.status === 'RUNNING';
  }

  get result(): string | undefined {
    return this.root.result;
  }

  get error(): ErrorObject | undefined {
    return this.root.error;
  }

  /** Events about the execution itself carry its id and its name. */
  private get subject(): EventSubject {
    return { id: this.params.id, name: this.params.name };
  }

  get now(): number {
    return this.world.clock.now();
  }

  record(type: EventType, subject: EventSubject | undefined, details: EventDetails = {}): void {
    const event = this.world.rules.recording.event({ type, at: this.now, ...(subject && { subject }), details });
    if (event) this.history.add(event);
  }

  /** Notes a change that the function will be told of. `by`: the function's own checkpoint, or anything else. */
  changed(record: OperationRecord, by: 'function' | 'outside'): void {
    this.unseen.delete(record);
    this.unseen.add(record);
    if (by === 'outside') this.unseenFromOutside.add(record);
  }

  /** The function is told all changes now. Returns them, in the order in which they happened. */
  tell(): readonly OperationRecord[] {
    const told = this.world.rules.invocations.tells([...this.unseen], this);
    if (this.unseenFromOutside.size > 0) this.toldFromOutside = true;
    for (const record of this.unseenFromOutside) {
      if (record.type === 'STEP' && record.status === 'READY') this.toldReady.add(record);
    }
    this.unseen.clear();
    this.unseenFromOutside.clear();
    return told;
  }

  /** A new token, which replaces the one before. */
  mintToken(): string {
    this.token = checkpointToken(this.params.id, ++this.tokens, this.world.ids.nonce());
    return this.token;
  }

  /** Calls `fire` after `ms`, unless the execution closes before. Returns what takes it back. */
  after(ms: number, fire: () => void): () => void {
    const { clock } = this.world;
    const stop = () => {
      if (this.timers.delete(stop)) clock.cancel(timer);
    };
    const timer = clock.schedule(this.now + ms, () => {
      this.timers.delete(stop);
      fire();
    });
    this.timers.add(stop);
    return stop;
  }

  /**
   * Runs `start` when the running invocation has ended, when it asks for news (an empty checkpoint), or after a while: a
   * chained target that ends at once is not seen inside the invocation that called it, as on AWS.
   */
  defer(start: () => void): void {
    const { clock, rules } = this.world;
    let waiting = true;
    const once = () => {
      if (!waiting) return;
      waiting = false;
      clock.cancel(timer);
      start();
    };
    const timer = clock.schedule(this.now + rules.chained.startDelayMs(), once);
    this.deferred.push(once);
  }

  releaseDeferred(): void {
    const waiting = this.deferred;
    this.deferred = [];
    for (const start of waiting) start();
  }

  /** Ends the execution, once: later ends change nothing. Operations keep their status and no event of theirs is written. */
  close(end: ExecutionEnd): boolean {
    if (!this.running) return false;
    this.status = end.status;
    this.endedAt = this.now;
    this.root.status = end.status;
    this.root.endedAt = this.endedAt;
    if (end.status === 'SUCCEEDED') {
      if (end.result !== undefined) this.root.result = end.result;
      this.record(TERMINAL_EVENT.SUCCEEDED, this.subject, { Result: eventData(end.result) });
    } else {
      this.root.error = end.error;
      this.record(TERMINAL_EVENT[end.status], this.subject, { Error: eventData(end.error) });
    }
    this.changed(this.root, 'function');
    for (const stop of [...this.timers]) stop();
    this.token = undefined;
    this.storedAnswer = undefined;
    for (const listener of this.closeListeners.splice(0)) listener(this);
    return true;
  }

  /** Calls `listener` when the execution closes; at once when it has. */
  onClose(listener: (execution: DurableExecution) => void): void {
    if (this.running) this.closeListeners.push(listener);
    else listener(this);
  }

  /** Ends an invocation: see {@link InvocationLane.ended}. */
  invocationEnded(invocation: Invocation, outcome: InvocationOutcome): void {
    this.lane.ended(invocation, outcome);
  }
}
