import type { Doc } from '../asl/doc.js';
import type { Timer } from '../clock.js';
import type { Branch, Work } from './branch.js';
import { exceeds } from './data-limit.js';
import { Failure, failureDetails } from './failure.js';
import type { TaskProgress } from './host.js';
import type { Failed } from './rules.js';
import type { Step } from './state.js';
import type { TaskEvents } from './task-events.js';

/** One attempt at a Task state's work: keeps its time limits, its events, and tells the branch how it ended. */
export class TaskAttempt implements TaskProgress, Work {
  open = true;
  /** Called when the attempt ends for a reason of the execution's own. */
  forget: (() => void) | undefined;
  private begun = false;
  private timeLimit: Timer | undefined;
  private heartbeatLimit: Timer | undefined;

  constructor(
    private readonly branch: Branch,
    private readonly events: TaskEvents,
    private readonly finish: (branch: Branch, output: Doc) => ReturnType<Step>,
    private readonly timeoutSeconds: number | undefined,
    private readonly heartbeatSeconds: number | undefined,
  ) {
    this.limitTime();
  }

  /** When it is overdue, milliseconds since the epoch. */
  get deadline(): number | undefined {
    return this.timeLimit?.at;
  }

  started(workerName?: string): void {
    this.attempt(() => this.begin(workerName));
  }

  submitted(output: Doc): void {
    this.attempt(() => {
      this.begin();
      this.branch.record(this.events.codes.submitted, this.events.named, output);
      this.expectHeartbeat();
    });
  }

  heartbeat(): void {
    if (this.open) this.expectHeartbeat();
  }

  succeed(output: Doc): void {
    this.attempt(() => {
      const { branch, events } = this;
      if (events.kind !== 'activity') this.begin();
      this.end();
      if (exceeds(output, branch.run.program.facts.dataLimit)) {
        this.broken(branch.tooMuch(events.name), events.codes.failed);
        return;
      }
      branch.record(events.codes.succeeded, events.named, output);
      this.goOn((resumed) => this.finish(resumed, output));
    });
  }

  fail(error?: string, cause?: string): void {
    this.attempt(() => {
      if (this.events.kind !== 'activity') this.begin();
      this.failed({ error, cause, aliases: [] }, this.events.codes.failed);
    });
  }

  failToSchedule(error: string, cause?: string): void {
    this.attempt(() => this.failed({ error, cause, aliases: [] }, this.events.codes.scheduleFailed));
  }

  failToStart(error: string, cause?: string): void {
    this.attempt(() => this.failed({ error, cause, aliases: [] }, this.events.codes.startFailed));
  }

  failToSubmit(error: string, cause?: string): void {
    this.attempt(() => {
      this.begin();
      this.failed({ error, cause, aliases: [] }, this.events.codes.submitFailed);
    });
  }

  /** The branch no longer waits for it. */
  stop(): void {
    this.end();
    this.forget?.();
  }

  private attempt(act: () => void): void {
    if (!this.open) return;
    const { run } = this.branch;
    run.guarded(act);
    run.drain();
  }

  private begin(workerName?: string): void {
    if (this.begun) return;
    this.begun = true;
    const { events, branch } = this;
    branch.record(events.codes.started, events.startedDetails(workerName));
    this.limitTime();
    this.expectHeartbeat();
  }

  private limitTime(): void {
    if (this.timeoutSeconds === undefined) return;
    const { clock } = this.branch.run.host;
    if (this.timeLimit !== undefined) clock.cancel(this.timeLimit);
    const { taskDeadline, taskTimeout } = this.branch.run.program.rules;
    this.timeLimit = clock.schedule(taskDeadline(clock.now(), this.timeoutSeconds), () => this.overdue(taskTimeout()));
  }

  private expectHeartbeat(): void {
    if (this.heartbeatSeconds === undefined) return;
    const { clock } = this.branch.run.host;
    if (this.heartbeatLimit !== undefined) clock.cancel(this.heartbeatLimit);
    const { heartbeatDeadline, heartbeatTimeout } = this.branch.run.program.rules;
    this.heartbeatLimit = clock.schedule(heartbeatDeadline(clock.now(), this.heartbeatSeconds), () =>
      this.overdue(heartbeatTimeout()),
    );
  }

  private overdue(failed: Failed): void {
    this.attempt(() => {
      this.failed(failed, this.events.codes.timedOut);
      this.forget?.();
    });
  }

  private failed({ error, cause, aliases }: Failed, type: number): void {
    this.end();
    this.broken(new Failure(error, cause, 'catchable', aliases), type);
  }

  private broken(failure: Failure, type: number): void {
    this.branch.record(type, { ...this.events.named, ...failureDetails(failure) });
    this.goOn(() => {
      throw failure;
    });
  }

  private goOn(step: Step): void {
    this.branch.work = undefined;
    this.branch.run.resume(this.branch, step);
  }

  private end(): void {
    this.open = false;
    const { clock } = this.branch.run.host;
    if (this.timeLimit !== undefined) clock.cancel(this.timeLimit);
    if (this.heartbeatLimit !== undefined) clock.cancel(this.heartbeatLimit);
  }
}
