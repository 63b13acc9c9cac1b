import type { Doc, JsonObject } from '../asl/doc.js';
import type { Branch } from './branch.js';
import type { Finish } from './dataflow.js';
import type { Catcher, Retrier } from './handlers.js';

export type StateType = 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/**
 * One piece of a state's work. It gives the state to go on with, {@link blocked} when the branch waits for something, or
 * {@link ended} when the branch is done. It throws a StatesError or a Failure.
 */
export type Step = (branch: Branch) => State;

/** A state. Until it is entered, what its definition says beyond its name and type is not there yet. */
export class State {
  /** Codes of the events that its coming and going leave. */
  readonly entered: number;
  readonly exited: number;
  /** Enters it: `branch.raw` is its input. */
  enter: Step = never;
  /** Where it goes, or {@link ended}. Set once all states of a machine are there. */
  next: State | undefined;
  retriers: readonly Retrier[] = [];
  catchers: readonly Catcher[] = [];
  /** Does its work again, after a retrier's delay. Of Task, Parallel and Map. */
  again: Step | undefined;
  /** Leaves it with a result that was not worked for: of Parallel and Map, for TestState. */
  finish: Finish | undefined;
  /** Evaluates what it says about its iterations, for TestState; the count of its items. Of Map alone. */
  inspect: ((branch: Branch, readItems: Doc | undefined) => number) | undefined;
  /** The code of the event that says that it failed: of Parallel and Map alone. */
  failed: number | undefined;
  /** The code of the event that says that it was stopped from outside, for types that have one. */
  aborted: number | undefined;

  constructor(
    readonly name: string,
    readonly type: StateType | '',
    readonly definition: JsonObject,
    codes: { readonly entered: number; readonly exited: number },
  ) {
    this.entered = codes.entered;
    this.exited = codes.exited;
  }
}

function never(): State {
  throw new Error('This state cannot be entered.');
}

/** Stands for no state: the branch waits. */
export const blocked = new State('', '', {}, { entered: -1, exited: -1 });
/** Stands for no state: the branch is done; its output is `branch.raw`. */
export const ended = new State('', '', {}, { entered: -1, exited: -1 });

/** The states of a machine, a Parallel branch or an ItemProcessor. */
export interface Machine {
  readonly start: State;
}
