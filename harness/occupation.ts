const READS = /^(Describe|List|Get)/;

/** What the harness has under way in one case. A virtual clock is moved only when all of it waits for time to pass. */
export class Occupation {
  /** Requests without an answer yet, but for those below. */
  private requests = 0;
  /** Polls of GetActivityTask that the target holds. */
  private polls = 0;
  /** Requests that the target may hold until time has passed: StartSyncExecution, a synchronous Invoke. */
  private holding = 0;
  /** Tasks taken by a script that is at work now, not asleep. */
  private working = 0;
  /** Calls of Lambda functions whose script sleeps or never answers. */
  private sleepingCalls = 0;
  private changes = 0;
  private done = 0;

  /** Counts `work` as a request that is under way. */
  async request<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    const kind =
      operation === 'GetActivityTask' ? 'polls' : operation === 'StartSyncExecution' ? 'holding' : 'requests';
    return await this.counted(kind, !READS.test(operation), work);
  }

  /** Counts `work` as a request that the target may hold until time has passed. */
  async held<Result>(work: () => Promise<Result>): Promise<Result> {
    return await this.counted('holding', true, work);
  }

  private async counted<Result>(
    kind: 'requests' | 'polls' | 'holding',
    isDeed: boolean,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (isDeed) this.done++;
    this.change(kind, 1);
    try {
      return await work();
    } finally {
      this.change(kind, -1);
    }
  }

  /** Counts `work` as a script at work. Inside of it, `rest` is for the time that it sleeps. */
  async script<Result>(work: () => Promise<Result>): Promise<Result> {
    this.done++;
    this.change('working', 1);
    try {
      return await work();
    } finally {
      this.change('working', -1);
    }
  }

  /** Part of a script that only waits. `call`: the target waits for the answer of a Lambda function meanwhile. */
  async rest<Result>(call: boolean, sleep: () => Promise<Result>): Promise<Result> {
    this.change('working', -1);
    if (call) this.change('sleepingCalls', 1);
    try {
      return await sleep();
    } finally {
      if (call) this.change('sleepingCalls', -1);
      this.change('working', 1);
    }
  }

  /** A number that is another one after anything began or ended. */
  get version(): number {
    return this.changes;
  }

  /** How much was done in all that may have an effect: requests that do not only read, and tasks taken. */
  get deeds(): number {
    return this.done;
  }

  /**
   * Whether nothing goes on, here and at the target, but waiting for time.
   * @param target what the target says of this case's account
   */
  isQuiet(target: {
    readonly requests: number;
    readonly polls: number;
    readonly syncExecutions: number;
    readonly taskCalls: number;
  }): boolean {
    return (
      this.requests === 0 &&
      this.working === 0 &&
      target.requests === 0 &&
      target.syncExecutions === this.holding &&
      target.polls === this.polls &&
      target.taskCalls === this.sleepingCalls
    );
  }

  /** Whether an answer of the target is waited for now. */
  get awaitsTarget(): boolean {
    return this.requests > 0 || this.holding > 0;
  }

  describe(): string {
    const { requests, polls, holding, working, sleepingCalls } = this;
    return JSON.stringify({ requests, polls, holding, working, sleepingCalls });
  }

  private change(kind: 'requests' | 'polls' | 'holding' | 'working' | 'sleepingCalls', by: number): void {
    this[kind] += by;
    this.changes++;
  }
}
