import type { Machine } from '../../../arbitraries/machine.js';
import type { RunResult } from '../../../arbitraries/relations/index.js';
import type {
  Finding,
  JsonMembers,
  RecordedMachine,
  RecordedResult,
  RecordedRun,
} from '../../../harness/counterexample/index.js';
import type { Failure } from '../search.js';
import type { TargetRun } from '../world.js';

/** What a failure is shown with. */
export interface Evidence {
  readonly finding: Finding;
  /** The runs behind it, for scripts and a case of its own. */
  readonly runs: readonly TargetRun[];
}

/** Something that a law says and that is not so. */
export type Broken = Failure<Evidence>;

export function recordedMachine({ edition, definition, input, tasks }: Machine): RecordedMachine {
  return { edition, definition, input, tasks: tasks as RecordedMachine['tasks'] };
}

/** A machine as it was drawn, with the recipe where there is one. */
export function recordedSubject(machine: Machine & { readonly recipe?: unknown }) {
  const { recipe } = machine;
  const own = recordedMachine(machine);
  return recipe === undefined ? own : { ...own, recipe: JSON.parse(JSON.stringify(recipe)) as JsonMembers };
}

export function recordedResult({ status, output, error, cause, elapsedMs, history }: RunResult): RecordedResult {
  return {
    status,
    ...(output !== undefined && { output }),
    ...(error !== undefined && error !== null && { error }),
    ...(cause !== undefined && cause !== null && { cause }),
    elapsedMs: Number.isFinite(elapsedMs) ? elapsedMs : -1,
    history: history as unknown as readonly JsonMembers[],
  };
}

export function recordedRun(run: TargetRun, expected?: RunResult): RecordedRun {
  return {
    machine: recordedMachine(run.machine),
    actual: recordedResult(run),
    ...(expected !== undefined && { expected: recordedResult(expected) }),
  };
}
