/** An execution as the reference has it, without data: statuses, timers, and what the function has not been told. */

export type ModelStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'STOPPED';

export interface ModelOperation {
  readonly id: string;
  readonly type: 'STEP' | 'WAIT' | 'CALLBACK' | 'CONTEXT';
  readonly parent?: string;
  status: 'STARTED' | 'PENDING' | 'READY' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  /** When its wait or its delay is over. All times are milliseconds since the start of the execution. */
  dueAt?: number;
  timeoutAt?: number;
  heartbeatAt?: number;
  readonly heartbeatMs?: number;
}

/** What something brought about. */
export interface Effect {
  /** Events that it leaves, each with the id of its operation. Those of one effect may come in any order. */
  readonly events: readonly string[];
  /** Whether the function is invoked. */
  readonly invokes: boolean;
}

const nothing: Effect = { events: [], invokes: false };

export class DurableModel {
  status: ModelStatus = 'RUNNING';
  /** Whether an invocation is under way. */
  isInvoked = true;
  now = 0;
  /** Whether a checkpoint was accepted: then there is a token that is used up. */
  hasUsedToken = false;
  readonly operations = new Map<string, ModelOperation>();
  /** Operations that time or callers have changed since the function last heard. */
  readonly unseen = new Set<string>();

  /**
   * @param timeoutMs the ExecutionTimeout of the function
   * @param time `drawn`: it goes on when a sequence says so. `real`: on a wall clock, where nothing that is drawn comes due
   */
  constructor(
    private readonly timeoutMs: number,
    readonly time: 'drawn' | 'real' = 'drawn',
  ) {}

  /** A duration in seconds that was drawn, as it is used. */
  seconds(drawn: number): number {
    return this.time === 'drawn' ? drawn : drawn + 300;
  }

  get isRunning(): boolean {
    return this.status === 'RUNNING';
  }

  operation(id: string): ModelOperation | undefined {
    return this.operations.get(id);
  }

  of(type: ModelOperation['type']): ModelOperation[] {
    return [...this.operations.values()].filter((operation) => operation.type === type);
  }

  /** Something that will invoke the function again. */
  get isWaiting(): boolean {
    return [...this.operations.values()].some(({ type, status }) =>
      type === 'STEP' ? status === 'PENDING' : status === 'STARTED' && type !== 'CONTEXT',
    );
  }

  /** When the next timer is due, that of the execution included. */
  get nextDue(): number {
    return Math.min(this.timeoutMs, ...this.timers());
  }

  /** Whether the execution times out at the very moment at which something else is due: then either may come first. */
  get isAmbiguous(): boolean {
    return this.timers().includes(this.timeoutMs);
  }

  get hasTimers(): boolean {
    return this.timers().length > 0;
  }

  private timers(): number[] {
    return [...this.operations.values()].flatMap(({ dueAt, timeoutAt, heartbeatAt }) =>
      [dueAt, timeoutAt, heartbeatAt].filter((time) => time !== undefined),
    );
  }

  add(operation: ModelOperation): void {
    this.operations.set(operation.id, operation);
  }

  /** The function was told all that it had not seen. */
  tell(): readonly string[] {
    const told = [...this.unseen];
    this.unseen.clear();
    return told;
  }

  /** Time goes on to `time`, at which the next timer is due at the earliest. */
  advance(time: number): Effect {
    this.now = time;
    if (!this.isRunning) return nothing;
    if (time >= this.timeoutMs) {
      this.status = 'TIMED_OUT';
      return { events: ['ExecutionTimedOut'], invokes: false };
    }
    const events: string[] = [];
    const due = (at: number | undefined) => at !== undefined && at <= time;
    let changed = false;
    for (const operation of this.operations.values()) {
      if (due(operation.dueAt)) {
        delete operation.dueAt;
        operation.status = operation.type === 'STEP' ? 'READY' : 'SUCCEEDED';
        if (operation.type === 'WAIT') events.push(`WaitSucceeded ${operation.id}`);
      } else if (due(operation.timeoutAt) || due(operation.heartbeatAt)) {
        this.endCallback(operation, 'TIMED_OUT');
        events.push(`CallbackTimedOut ${operation.id}`);
      } else continue;
      this.unseen.add(operation.id);
      changed = true;
    }
    return { events, invokes: changed && this.invoke() };
  }

  /** A caller answers a callback that is open. */
  answer(operation: ModelOperation, status: 'SUCCEEDED' | 'FAILED'): Effect {
    this.endCallback(operation, status);
    this.unseen.add(operation.id);
    return {
      events: [`Callback${status === 'FAILED' ? 'Failed' : 'Succeeded'} ${operation.id}`],
      invokes: this.invoke(),
    };
  }

  beat(operation: ModelOperation): Effect {
    if (operation.heartbeatMs !== undefined) operation.heartbeatAt = this.now + operation.heartbeatMs;
    return nothing;
  }

  private endCallback(operation: ModelOperation, status: ModelOperation['status']): void {
    operation.status = status;
    delete operation.timeoutAt;
    delete operation.heartbeatAt;
  }

  /** The function is invoked, unless it is already, and is told everything. @returns whether it was not */
  invoke(): boolean {
    if (this.isInvoked || !this.isRunning) return false;
    this.isInvoked = true;
    this.unseen.clear();
    return true;
  }

  /** The invocation ends with PENDING. */
  suspend(): Effect {
    this.isInvoked = false;
    return { events: ['InvocationCompleted'], invokes: this.unseen.size > 0 && this.invoke() };
  }

  /** The invocation fails: it is made again after a while, which is not said. */
  crash(): Effect {
    this.isInvoked = false;
    return { events: ['InvocationCompleted'], invokes: false };
  }

  /** The invocation ends, and the execution with it. */
  finish(status: 'SUCCEEDED' | 'FAILED'): Effect {
    this.isInvoked = false;
    if (!this.isRunning) return { events: ['InvocationCompleted'], invokes: false };
    this.status = status;
    return {
      events: ['InvocationCompleted', `Execution${status === 'FAILED' ? 'Failed' : 'Succeeded'}`],
      invokes: false,
    };
  }

  /** The execution ends while its invocation, if there is one, goes on. */
  close(status: 'SUCCEEDED' | 'STOPPED'): Effect {
    if (!this.isRunning) return nothing;
    this.status = status;
    return { events: [`Execution${status === 'STOPPED' ? 'Stopped' : 'Succeeded'}`], invokes: false };
  }
}
