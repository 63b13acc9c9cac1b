import type { Doc } from '../asl/doc.js';
import { type Branch, isRegion, type Region } from './branch.js';
import { redriveBranch } from './redrive.js';

/** The branches that a Parallel or Map state waits for. */
export abstract class Join implements Region {
  readonly branches: Branch[] = [];
  protected readonly outputs: Doc[] = [];

  constructor(readonly owner: Branch) {}

  abstract completed(branch: Branch): void;
  /** The event that says that a branch was stopped, if there is one. */
  protected abstract stopped(branch: Branch): void;
  /** The event that says that a branch failed, if there is one. */
  protected abstract broke(branch: Branch): void;

  failed(branch: Branch): void {
    const { run } = this.owner;
    abortState(branch);
    this.broke(branch);
    const { last } = branch;
    if (run.program.rules.stopSiblings()) {
      for (const sibling of this.branches) {
        if (sibling.over) continue;
        halt(sibling);
        this.stopped(sibling);
      }
    } else this.stop();
    this.owner.last = last;
  }

  abort(): void {
    for (const branch of this.branches) {
      if (branch.over) continue;
      halt(branch);
      this.stopped(branch);
    }
  }

  stop(): void {
    for (const branch of this.branches) {
      if (branch.over) continue;
      branch.over = true;
      branch.between = branch.queued && !branch.inside;
      branch.work?.stop();
    }
  }

  redrive(last: number): void {
    const open = this.branches.filter((branch, index) => branch !== undefined && this.outputs[index] === undefined);
    this.reopened(open.length);
    for (const branch of open) redriveBranch(branch, this.restarted(branch, last));
  }

  /** The event that says that a branch goes on, if there is one; else `last`. */
  protected abstract restarted(branch: Branch, last: number): number;

  /** So many branches go on after a redrive. */
  protected abstract reopened(count: number): void;
}

/** Stops a branch and leaves the events of what it was doing. */
function halt(branch: Branch): void {
  branch.over = true;
  branch.between = branch.queued && !branch.inside;
  const { work } = branch;
  if (isRegion(work)) work.abort();
  else work?.stop();
  abortState(branch);
}

/** The event of a state that was entered and will not be left. It does not move the branch on. */
function abortState(branch: Branch): void {
  if (!branch.inside) return;
  branch.inside = false;
  const { aborted } = branch.state;
  if (aborted === undefined) return;
  branch.halted = true;
  branch.run.history.add(aborted, branch.last);
}
