import { asFailure } from '../as-failure.js';
import type { Branch } from '../branch.js';
import type { ExecutionParams } from '../execution.js';
import type { Failure } from '../failure.js';
import type { Host } from '../host.js';
import type { Program } from '../program.js';
import { Run } from '../run.js';
import { blocked, type State, type Step } from '../state.js';
import { TestStateError } from './test-state-error.js';

/** How the one state of a probe ended. */
export type ProbeEnd =
  | { readonly outcome: 'left'; readonly next: State }
  | { readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly outcome: 'refused'; readonly error: TestStateError };

/** An execution of one state, once: it takes no wait, no retry and no next state. */
export class Probe extends Run {
  constructor(
    program: Program,
    params: ExecutionParams,
    host: Host,
    private readonly report: (end: ProbeEnd) => void,
  ) {
    super(program, params, host);
  }

  /** Does `step` in place of entering the state. */
  begin(step: Step): void {
    this.root.step = step;
    this.start();
  }

  protected override advance(branch: Branch): void {
    try {
      const next = branch.step(branch);
      if (next !== blocked) this.report({ outcome: 'left', next });
    } catch (thrown) {
      if (thrown instanceof TestStateError) this.report({ outcome: 'refused', error: thrown });
      else this.report({ outcome: 'failed', failure: asFailure(branch, thrown) });
    }
  }

  override sleep(branch: Branch, _due: number, step: Step): void {
    this.resume(branch, step);
  }
}
