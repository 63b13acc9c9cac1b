import type { Doc, JsonObject } from '../asl/index.js';
import type { Timer } from '../clock.js';
import { asFailure } from './as-failure.js';
import { Branch, isRegion } from './branch.js';
import type { Execution, ExecutionParams, ExecutionStatus, RedriveInfo } from './execution.js';
import { EvaluationFailure, Failure, failureDetails } from './failure.js';
import { EventLog, eventCode, HistoryFull } from './history.js';
import type { Host } from './host.js';
import type { MapRun } from './map-run.js';
import type { Program } from './program.js';
import { redriveBranch } from './redrive.js';
import { Sleep } from './sleep.js';
import { blocked, ended, type State, type Step } from './state.js';
import { VariableScope } from './variables.js';

/** An EXPRESS execution keeps no readable history; this many events stand for the five minutes that it may take. */
const EXPRESS_EVENTS = 250_000;
const EXPRESS_SECONDS = 300;
/** How long after its end an execution can be redriven. */
const REDRIVABLE_MS = 14 * 24 * 3600 * 1000;

/**
 * One execution. Everything happens inside {@link drain}: whoever has news (a timer, a task's answer) puts the branch that
 * it concerns into the queue. Branches take turns, one state at a time; nothing recurses, nothing is awaited.
 */
export class Run implements Execution {
  readonly arn: string;
  readonly name: string;
  readonly input: Doc;
  readonly history: EventLog;
  readonly startDate: number;
  status: ExecutionStatus = 'RUNNING';
  stopDate: number | undefined = undefined;
  output: Doc | undefined = undefined;
  error: string | undefined = undefined;
  cause: string | undefined = undefined;
  readonly mapRuns: MapRun[] = [];
  /** The region of its ARN, for events that name one. */
  readonly region: string;
  redriveCount = 0;
  redriveDate: number | undefined = undefined;
  root: Branch;
  /** What `$$` names, where it is not the execution's own context object. */
  contextOf?: (branch: Branch) => JsonObject;
  /** Branches whose turn it is, from `turn` on. */
  private ready: Branch[] = [];
  private readonly yields: boolean;
  private turn = 0;
  private draining = false;
  private doomed = false;
  private deadline: Timer | undefined = undefined;
  private listeners: ((execution: Execution) => void)[] = [];

  constructor(
    readonly program: Program,
    readonly params: ExecutionParams,
    readonly host: Host,
  ) {
    this.arn = params.arn;
    this.name = params.name;
    this.input = params.input;
    this.region = params.arn.split(':', 4)[3] ?? '';
    this.startDate = params.startDate ?? host.clock.now();
    const express = params.type === 'EXPRESS';
    const { rules } = program;
    this.yields = rules.yieldsTurn() === 'after each state';
    this.history = new EventLog(
      host.clock,
      this.startDate,
      express ? EXPRESS_EVENTS : rules.historyLimit(),
      program.facts,
    );
    this.root = new Branch(
      this,
      undefined,
      program.machine.start,
      params.input,
      rules.previousOfFirst(),
      new VariableScope(),
      undefined,
    );
  }

  start(): void {
    const { roleArn, input, stateMachineVersionArn, stateMachineAliasArn } = this.params;
    this.history.add(
      eventCode.ExecutionStarted,
      0,
      {
        roleArn,
        ...(stateMachineVersionArn !== undefined && { stateMachineVersionArn }),
        ...(stateMachineAliasArn !== undefined && { stateMachineAliasArn }),
      },
      input,
    );
    this.limitTime();
    this.resume(this.root, this.root.step);
    this.drain();
  }

  /** Arms the timer of the machine's own TimeoutSeconds. */
  private limitTime(): void {
    const express = this.params.type === 'EXPRESS' ? EXPRESS_SECONDS : Number.POSITIVE_INFINITY;
    const seconds = Math.min(this.program.timeoutSeconds ?? Number.POSITIVE_INFINITY, express);
    if (seconds === Number.POSITIVE_INFINITY) return;
    const { clock } = this.host;
    this.deadline = clock.schedule(this.program.rules.machineDeadline(clock.now(), seconds), () => this.timeOut());
  }

  /** Gives `branch` a turn, to do `step`. Call {@link drain} after it from outside the loop. */
  resume(branch: Branch, step: Step): void {
    branch.step = step;
    if (branch.queued) return;
    branch.queued = true;
    this.ready.push(branch);
  }

  /** Lets `branch` sleep until `due`, milliseconds since the epoch, then do `step`. */
  sleep(branch: Branch, due: number, step: Step, purpose: 'wait' | 'retry' = 'wait'): void {
    branch.work = new Sleep(branch, due, step, purpose);
  }

  /** Runs whatever can run. Called inside the loop it does nothing, since the loop goes on anyway. */
  drain(): void {
    if (this.draining) return;
    this.draining = true;
    try {
      while (this.turn < this.ready.length && this.status === 'RUNNING') {
        const branch = this.ready[this.turn++]!;
        if (this.turn === this.ready.length) {
          this.ready.length = 0;
          this.turn = 0;
        } else if (this.turn > 1024) {
          this.ready = this.ready.slice(this.turn);
          this.turn = 0;
        }
        branch.queued = false;
        if (!branch.over) this.advance(branch);
      }
    } finally {
      this.draining = false;
    }
  }

  /** Adds events that come from outside the loop; a history that is full ends the execution. */
  guarded(act: () => void): void {
    if (this.status !== 'RUNNING') return;
    try {
      act();
    } catch (thrown) {
      if (!(thrown instanceof HistoryFull)) throw thrown;
      this.overflow();
    }
  }

  /** Lets a branch do what it can do now. */
  protected advance(branch: Branch): void {
    let step: Step | undefined = branch.step;
    while (step !== undefined) {
      try {
        let state = step(branch);
        for (;;) {
          if (state === blocked) return;
          if (state === ended) {
            this.completed(branch);
            return;
          }
          if (this.doomed) {
            this.abort();
            return;
          }
          if (this.ready.length !== 0 && this.yields) {
            this.resume(branch, state.enter);
            return;
          }
          state = state.enter(branch);
        }
      } catch (thrown) {
        step = this.recover(branch, thrown);
      }
    }
  }

  private completed(branch: Branch): void {
    branch.over = true;
    if (branch.region !== undefined) branch.region.completed(branch);
    else
      this.close('SUCCEEDED', () => {
        this.output = branch.raw;
        this.history.close(eventCode.ExecutionSucceeded, branch.last, undefined, branch.raw);
      });
  }

  /** What the branch does after `thrown`; undefined when it has nothing more to do now. */
  private recover(branch: Branch, thrown: unknown): Step | undefined {
    try {
      return this.handle(branch, asFailure(branch, thrown));
    } catch (again) {
      if (!(again instanceof HistoryFull)) throw again;
      this.overflow();
      return undefined;
    }
  }

  /** Retry, then Catch, of the state and of the states around it, until one takes the failure. */
  private handle(origin: Branch, first: Failure): Step | undefined {
    let failure = first;
    if (failure instanceof EvaluationFailure) this.recordEvaluationFailure(origin, failure);
    for (let branch = origin; ; ) {
      branch.leaveAfter = 0;
      // A failure of the state's own, while it has branches: they end with it.
      if (isRegion(branch.work)) branch.work.abort();
      if (failure.scope === 'execution') {
        this.fail(branch.last, failure);
        return undefined;
      }
      if (this.retry(branch, failure)) return undefined;
      const before = branch.last;
      if (branch.state.failed !== undefined) {
        branch.record(branch.state.failed);
        branch.inside = false;
      }
      const caught = this.caught(branch, failure, before);
      if (caught instanceof Failure) {
        failure = caught;
        if (failure.scope === 'execution') {
          this.fail(branch.last, failure);
          return undefined;
        }
      } else if (caught !== undefined) {
        if (branch === origin) return () => caught;
        this.resume(branch, () => caught);
        return undefined;
      }
      const { region } = branch;
      branch.over = true;
      if (region === undefined) {
        this.fail(branch.last, failure);
        return undefined;
      }
      region.failed(branch);
      branch = region.owner;
      branch.step = idle;
    }
  }

  private retry(branch: Branch, failure: Failure): boolean {
    const { rules } = this.program;
    const { state } = branch;
    if (state.retriers.length === 0) return false;
    const index = rules.pickRetrier(
      state.retriers.map(({ errorEquals }) => errorEquals),
      (errorEquals) => rules.retryMatches(errorEquals, failure),
    );
    if (index < 0) return false;
    const { maxAttempts, timing } = state.retriers[index]!;
    branch.retries ??= state.retriers.map(() => 0);
    const used = branch.retries[index]!;
    if (!rules.retryAllowed(used, maxAttempts)) return false;
    branch.retries[index] = used + 1;
    branch.retryCount++;
    const delay = rules.retryDelay(timing, used, () => this.host.random());
    const again: Step = (retried) => {
      retried.input = retried.raw;
      retried.result = undefined;
      return retried.state.again!(retried);
    };
    if (delay > 0) this.sleep(branch, branch.now() + delay * 1000, again, 'retry');
    else this.resume(branch, again);
    return true;
  }

  /** The state to go on with when a catcher takes the failure; the catcher's own failure when it can't. */
  private caught(branch: Branch, failure: Failure, before: number): State | Failure | undefined {
    const { rules } = this.program;
    const { state } = branch;
    if (state.catchers.length === 0) return undefined;
    const index = rules.pickCatcher(
      state.catchers.map(({ errorEquals }) => errorEquals),
      (errorEquals) => rules.catchMatches(errorEquals, failure),
    );
    const catcher = state.catchers[index];
    if (catcher === undefined) return undefined;
    try {
      const { output, assigned } = catcher.handle(branch, failure);
      return branch.leave(output, catcher.next, assigned);
    } catch (thrown) {
      // The catcher's own failure follows on what came before the state was said to have failed; then it fails again.
      const own = asFailure(branch, thrown);
      if (state.failed !== undefined) branch.last = before;
      if (own instanceof EvaluationFailure) this.recordEvaluationFailure(branch, own);
      if (state.failed !== undefined && own.scope === 'catchable') branch.record(state.failed);
      return own;
    }
  }

  private recordEvaluationFailure(branch: Branch, { fault, error, cause, location }: EvaluationFailure): void {
    branch.last = this.history.add(eventCode.EvaluationFailed, this.program.rules.previousOfEvaluationFailed(fault), {
      error,
      cause,
      ...(location !== undefined && { location }),
      state: branch.state.name,
    });
  }

  /** Ends as FAILED; `previous` is the event that the end follows on. */
  fail(previous: number, failure: { error?: string | undefined; cause?: string | undefined }): void {
    this.close('FAILED', () => {
      this.error = failure.error;
      this.cause = failure.cause;
      this.history.close(eventCode.ExecutionFailed, previous, failureDetails(failure));
    });
  }

  private overflow(): void {
    if (this.params.type === 'EXPRESS') {
      this.timeOut();
      return;
    }
    this.fail(this.history.length, {
      error: 'States.Runtime',
      cause: `The execution reached the maximum number of history events (${this.history.limit}).`,
    });
  }

  private timeOut(): void {
    this.close('TIMED_OUT', () => {
      const previous = this.program.rules.previousOfStop('TIMED_OUT', this.root.last);
      this.history.close(eventCode.ExecutionTimedOut, previous, { error: 'States.Timeout' });
    });
  }

  stopAtNextState(): void {
    this.doomed = true;
  }

  abort(error?: string, cause?: string): void {
    this.close('ABORTED', () => {
      this.error = error;
      this.cause = cause;
      const previous = this.program.rules.previousOfStop('ABORTED', this.root.last);
      this.history.close(eventCode.ExecutionAborted, previous, failureDetails({ error, cause }));
    });
  }

  private close(status: ExecutionStatus, record: () => void): void {
    if (this.status !== 'RUNNING') return;
    record();
    this.status = status;
    this.stopDate = this.host.clock.now();
    if (this.deadline !== undefined) this.host.clock.cancel(this.deadline);
    this.deadline = undefined;
    this.root.between = this.root.queued && !this.root.inside;
    this.root.work?.stop();
    for (let turn = this.turn; turn < this.ready.length; turn++) this.ready[turn]!.queued = false;
    this.ready.length = 0;
    this.turn = 0;
    for (const listener of this.listeners) listener(this);
  }

  onEnd(listener: (execution: Execution) => void): void {
    this.listeners.push(listener);
    if (this.status !== 'RUNNING') listener(this);
  }

  get variables() {
    return this.root.variables.entries();
  }

  get redriveInfo(): RedriveInfo {
    const { redriveCount: count, redriveDate: date } = this;
    const info = { count, ...(date !== undefined && { date }) };
    if (this.status === 'RUNNING' || this.status === 'SUCCEEDED') {
      return { ...info, status: 'NOT_REDRIVABLE', statusReason: `Execution is ${this.status} and cannot be redriven` };
    }
    const refuse = (statusReason: string): RedriveInfo => ({ ...info, status: 'NOT_REDRIVABLE', statusReason });
    if (this.history.length >= this.history.limit - 1) return refuse('Execution history event limit exceeded');
    if (this.host.clock.now() - this.stopDate! > REDRIVABLE_MS) return refuse('Execution redrivable period exceeded');
    return { ...info, status: this.params.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
  }

  redrive(): void {
    if (!['REDRIVABLE', 'REDRIVABLE_BY_MAP_RUN'].includes(this.redriveInfo.status)) {
      throw new Error(`${this.arn} cannot be redriven.`);
    }
    const previous = this.history.length;
    this.status = 'RUNNING';
    this.stopDate = undefined;
    this.error = undefined;
    this.cause = undefined;
    this.redriveCount++;
    this.redriveDate = this.host.clock.now();
    this.guarded(() => {
      const redriven = this.history.add(eventCode.ExecutionRedriven, previous, { redriveCount: this.redriveCount });
      this.limitTime();
      redriveBranch(this.root, redriven);
    });
    this.drain();
  }
}

/** For a branch whose turn comes although what it was to do is void. */
const idle: Step = () => blocked;
