import type { Doc, Json, JsonObject } from '../asl/doc.js';
import type { Scope } from '../asl/index.js';
import { contextObject } from './context-object.js';
import { exceeds } from './data-limit.js';
import { Failure } from './failure.js';
import { type Details, Exit } from './history.js';
import type { Run } from './run.js';
import { ended, type State, type Step } from './state.js';
import type { VariableScope } from './variables.js';

/** What a waiting branch waits for; stopping it leaves no trace in the history. */
export interface Work {
  stop(): void;
}

/** The states around a branch that wait for it: a Parallel's or an inline Map's. */
export interface Region extends Work {
  readonly owner: Branch;
  /** `branch` is done; its output is `branch.raw`. */
  completed(branch: Branch): void;
  /** `branch` failed for good: stops the others. */
  failed(branch: Branch): void;
  /** The whole region is stopped from outside: leaves the events of what it stops. Nothing, when it is over. */
  abort(): void;
  /** Goes on with what did not succeed. */
  redrive(last: number): void;
}

export function isRegion(work: Work | undefined): work is Region {
  return work !== undefined && 'abort' in work;
}

/** An item of a Map, as `$$.Map` shows it. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  readonly key?: string;
}

/**
 * One thread of control: the execution's own, a Parallel branch's or a Map iteration's. It is also the scope that expressions
 * are evaluated in, so that a transition needs no object of its own.
 */
export class Branch implements Scope {
  /** The input of the current state; once the branch is done, its output. */
  raw: Doc;
  /** What `$` names at the moment. */
  input: Doc;
  result: Doc | undefined = undefined;
  errorOutput: Doc | undefined = undefined;
  state: State = ended;
  /** The event that the next one follows on. */
  last: number;
  /** The current state's entered event, and the event it follows on. */
  entered = 0;
  beforeEntered = 0;
  /** What the exited event follows on, when that is not `last`: 0 otherwise. */
  leaveAfter = 0;
  /** Whether `state` was entered and neither left nor said to have failed. */
  inside = false;
  /** Whether the history says that `state` was stopped. */
  halted = false;
  /** What to do when its turn comes. */
  step: Step;
  queued = false;
  /** Whether its execution ended when it had left one state and not come to the next. */
  between = false;
  work: Work | undefined = undefined;
  retryCount = 0;
  /** How often each retrier of the current state was used. */
  retries: number[] | undefined = undefined;
  /** Over: completed, failed or stopped. Nothing moves it any more. */
  over = false;
  /** What the current state keeps while it works. */
  token: string | undefined = undefined;

  constructor(
    readonly run: Run,
    readonly region: Region | undefined,
    start: State,
    input: Doc,
    last: number,
    readonly variables: VariableScope,
    /** The item that it is the iteration of. */
    public item: MapItem | undefined,
  ) {
    this.raw = input;
    this.input = input;
    this.last = last;
    this.step = start.enter;
  }

  context(): JsonObject {
    const { run } = this;
    return run.program.rules.contextObject(run.contextOf?.(this) ?? contextObject(this));
  }

  now(): number {
    return this.run.host.clock.now();
  }

  random(): number {
    return this.run.host.random();
  }

  uuid(): string {
    return this.run.host.uuid();
  }

  /** Comes into `state`. */
  begin(state: State): void {
    this.state = state;
    this.beforeEntered = this.last;
    this.entered = this.run.history.add(state.entered, this.last, state, this.raw);
    this.last = this.entered;
    this.inside = true;
    if (this.halted) this.halted = false;
    this.input = this.raw;
    if (this.work !== undefined) this.work = undefined;
    if (this.result !== undefined) this.result = undefined;
    if (this.token !== undefined) this.token = undefined;
    if (this.retryCount !== 0) this.retryCount = 0;
    if (this.retries !== undefined) this.retries = undefined;
  }

  /** Leaves the current state with `output` for `next`. */
  leave(output: Doc, next: State, assigned?: ReadonlyMap<string, Json>): State {
    const { run, state } = this;
    if (output !== this.raw && exceeds(output, run.program.facts.dataLimit)) throw this.tooMuch(state.name);
    if (this.leaveAfter !== 0) {
      this.last = this.leaveAfter;
      this.leaveAfter = 0;
    }
    if (assigned !== undefined && assigned.size > 0) {
      this.variables.assign(assigned);
      this.last = run.history.add(state.exited, this.last, state, new Exit(output, assigned));
    } else {
      this.last = run.history.add(state.exited, this.last, state, output);
    }
    this.inside = false;
    this.raw = output;
    return next;
  }

  /** Adds an event to the branch. */
  record(type: number, details?: Details, document?: Doc): number {
    this.last = this.run.history.add(type, this.last, details, document);
    return this.last;
  }

  /** The failure of data beyond the limit; `name` is the state's or the task's. */
  tooMuch(name: string): Failure {
    const { dataUnit } = this.run.program.facts;
    return new Failure(
      'States.DataLimitExceeded',
      `The state/task '${name}' returned a result with a size exceeding the maximum number of ${dataUnit} service limit.`,
    );
  }

  /** What a failure of the current state's own says first. */
  get causePrefix(): string {
    return `An error occurred while executing the state '${this.state.name}' (entered at the event id #${this.entered}). `;
  }

  /** The item of the innermost Map around it. */
  get mapItem(): MapItem | undefined {
    for (let branch: Branch | undefined = this; branch !== undefined; branch = branch.region?.owner) {
      if (branch.item !== undefined) return branch.item;
    }
    return undefined;
  }
}
