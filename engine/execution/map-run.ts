import { Doc } from '../asl/doc.js';
import type { Branch, MapItem, Region } from './branch.js';
import type { Finish } from './dataflow.js';
import type { Execution, ExecutionParams } from './execution.js';
import { Failure, failureDetails } from './failure.js';
import { eventCode } from './history.js';
import type { Program } from './program.js';
import { Run } from './run.js';
import { blocked, type State, type Step } from './state.js';

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

/** A child execution and how many items it has. */
export interface MapRunChild {
  readonly execution: Execution;
  readonly itemCount: number;
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
  /** 0: no limit. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly itemCounts: Readonly<MapRunCounts>;
  readonly executionCounts: Readonly<MapRunCounts>;
  readonly redriveCount: number;
  readonly redriveDate: number | undefined;
  /** The child executions started so far, oldest first. */
  readonly children: readonly MapRunChild[];
  /** UpdateMapRun. */
  update(limits: MapRunLimits): void;
}

/** The input of one child execution and the items in it. */
export interface Batch {
  readonly input: Doc;
  readonly items: readonly MapItem[];
}

/** What a Map state says about its children. */
export interface ChildPlan {
  readonly program: Program;
  readonly type: ExecutionParams['type'];
  readonly label: string;
  readonly finish: Finish;
}

const outcomes: Readonly<Record<Execution['status'], 'running' | 'succeeded' | 'failed' | 'timedOut' | 'aborted'>> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'running',
};

function noCounts(): MapRunCounts {
  return {
    pending: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    total: 0,
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}

/** Runs the children of a distributed Map, so many at once, and ends with them or when too many have failed. */
export class DistributedRun implements MapRun, Region {
  readonly arn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  status: MapRunStatus = 'RUNNING';
  readonly startDate: number;
  stopDate: number | undefined = undefined;
  redriveCount = 0;
  redriveDate: number | undefined = undefined;
  readonly children: MapRunChild[] = [];
  readonly itemCounts = noCounts();
  readonly executionCounts = noCounts();
  private batches: readonly Batch[] = [];
  /** The latest child of each batch that was started. */
  private readonly current: Run[] = [];
  /** The batch to be started next; those before it were started. */
  private next = 0;
  /** Batches whose child is to be redriven. */
  private readonly again: number[] = [];
  private begun = false;
  private waiting = false;
  private runStarted = 0;

  constructor(
    readonly owner: Branch,
    private readonly plan: ChildPlan,
    private limits: Required<MapRunLimits>,
  ) {
    const { run } = owner;
    const { params } = run;
    this.arn = `${params.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${plan.label}:${run.host.uuid()}`;
    this.executionArn = params.arn;
    this.stateMachineArn = `${params.stateMachineArn}/${plan.label}`;
    this.startDate = run.host.clock.now();
  }

  get maxConcurrency(): number {
    return this.limits.maxConcurrency;
  }

  get toleratedFailureCount(): number {
    return this.limits.toleratedFailureCount;
  }

  get toleratedFailurePercentage(): number {
    return this.limits.toleratedFailurePercentage;
  }

  /** Announces the run: MapRunStarted. */
  announce(): void {
    const { owner } = this;
    this.runStarted = owner.record(eventCode.MapRunStarted, { mapRunArn: this.arn });
    owner.work = this;
    owner.run.mapRuns.push(this);
    owner.run.host.mapRunStarted?.(this, owner.run);
  }

  /** Starts the children. */
  begin(batches: readonly Batch[]): State {
    this.begun = true;
    this.batches = batches;
    for (const { items } of batches) {
      this.tally('pending', items.length, 1);
      this.itemCounts.total += items.length;
      this.executionCounts.total++;
    }
    return this.proceed(this.owner);
  }

  /** The items could not be read. */
  refuse(failure: Failure): never {
    this.close('FAILED');
    this.owner.record(eventCode.MapRunFailed, failureDetails(failure));
    throw failure;
  }

  update(limits: MapRunLimits): void {
    this.limits = { ...this.limits, ...limits };
    this.wake();
  }

  private readonly proceed: Step = (owner) => {
    this.waiting = false;
    if (this.toleranceExceeded()) {
      this.stopChildren();
      this.refuse(
        new Failure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded'),
      );
    }
    const concurrency = owner.run.program.rules.distributedConcurrency(this.limits.maxConcurrency);
    while (!this.waiting && this.executionCounts.running < concurrency && this.again.length > 0)
      this.relaunch(this.again.shift()!);
    while (!this.waiting && this.executionCounts.running < concurrency && this.next < this.batches.length)
      this.launch(this.next++);
    // A child that ended at once has asked for another turn.
    return this.waiting || this.executionCounts.running > 0 ? blocked : this.done(owner);
  };

  private toleranceExceeded(): boolean {
    const { failed, timedOut, aborted, total } = this.itemCounts;
    return this.owner.run.program.rules.toleranceExceeded({
      failed: failed + timedOut + aborted,
      total,
      toleratedCount: this.limits.toleratedFailureCount,
      toleratedPercentage: this.limits.toleratedFailurePercentage,
    });
  }

  private launch(index: number): void {
    const { run } = this.owner;
    const { input, items } = this.batches[index]!;
    const child = new Run(this.plan.program, this.childParams(input), run.host);
    this.current[index] = child;
    this.children.push({ execution: child, itemCount: items.length });
    this.tally('pending', -items.length, -1);
    this.tally('running', items.length, 1);
    run.host.childStarted?.(child, this);
    child.onEnd(() => {
      this.tally('running', -items.length, -1);
      this.tally(outcomes[child.status], items.length, 1);
      this.wake();
    });
    child.start();
  }

  private relaunch(index: number): void {
    const child = this.current[index]!;
    if (child.params.type === 'EXPRESS') {
      this.launch(index);
      return;
    }
    const { items } = this.batches[index]!;
    this.tally('pending', -items.length, -1);
    this.tally('running', items.length, 1);
    child.redrive();
  }

  private childParams(input: Doc): ExecutionParams {
    const { run } = this.owner;
    const { type, label } = this.plan;
    const name = run.host.uuid();
    const prefix = this.stateMachineArn.replace(':stateMachine:', type === 'EXPRESS' ? ':express:' : ':execution:');
    return {
      arn: type === 'EXPRESS' ? `${prefix}:${name}:${run.host.uuid()}` : `${prefix}:${name}`,
      name,
      stateMachineArn: this.stateMachineArn,
      stateMachineName: `${run.params.stateMachineName}/${label}`,
      roleArn: run.params.roleArn,
      input,
      type,
      mapRunArn: this.arn,
    };
  }

  private tally(
    outcome: 'pending' | (typeof outcomes)[keyof typeof outcomes],
    items: number,
    executions: number,
  ): void {
    this.itemCounts[outcome] += items;
    this.executionCounts[outcome] += executions;
  }

  /** Asks for a turn of the owner, once. */
  private wake(): void {
    if (this.waiting || this.status !== 'RUNNING') return;
    this.waiting = true;
    const { run } = this.owner;
    run.resume(this.owner, this.proceed);
    run.drain();
  }

  private done(owner: Branch): State {
    const { history, program } = owner.run;
    this.close('SUCCEEDED');
    this.itemCounts.resultsWritten = this.itemCounts.succeeded;
    this.executionCounts.resultsWritten = this.executionCounts.succeeded;
    const runSucceeded = history.add(eventCode.MapRunSucceeded, this.runStarted);
    const succeeded = history.add(eventCode.MapStateSucceeded, runSucceeded);
    owner.last = succeeded;
    owner.leaveAfter = program.rules.previousOfMapRunExit(this.runStarted, runSucceeded);
    const outputs = this.current.flatMap(({ output }) => output ?? []);
    return this.plan.finish(owner, program.rules.mapResult(outputs, Doc.list), owner.state.next!);
  }

  /** Goes on with the children that did not succeed: STANDARD ones where they were, EXPRESS ones anew. */
  redrive(last: number): void {
    const { owner } = this;
    const { run } = owner;
    if (!this.begun) {
      // Its items were never read: the state begins anew, with another run.
      run.resume(owner, owner.state.again!);
      return;
    }
    this.status = 'RUNNING';
    this.stopDate = undefined;
    this.redriveCount++;
    this.redriveDate = run.host.clock.now();
    this.waiting = true;
    this.runStarted = run.history.add(eventCode.MapRunRedriven, last, {
      mapRunArn: this.arn,
      redriveCount: this.redriveCount,
    });
    owner.last = this.runStarted;
    this.current.forEach((child, index) => {
      if (child.status === 'SUCCEEDED') return;
      const items = this.batches[index]!.items.length;
      this.tally(outcomes[child.status], -items, -1);
      this.tally('pending', items, 1);
      this.again.push(index);
    });
    run.resume(owner, this.proceed);
  }

  private close(status: MapRunStatus): void {
    this.status = status;
    this.stopDate = this.owner.run.host.clock.now();
  }

  private stopChildren(): void {
    this.status = 'ABORTED';
    for (const child of this.current) child.abort();
  }

  completed(): void {}

  failed(): void {}

  abort(): void {
    if (this.status !== 'RUNNING') return;
    this.stop();
    this.owner.run.history.add(eventCode.MapRunAborted, this.owner.last);
  }

  stop(): void {
    if (this.status !== 'RUNNING') return;
    this.stopChildren();
    this.close('ABORTED');
  }
}
