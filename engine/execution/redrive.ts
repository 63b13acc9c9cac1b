import { type Branch, isRegion } from './branch.js';
import { Sleep } from './sleep.js';

/**
 * Lets a branch that did not succeed go on: in the state that it was in, with that state's input, as if it had not been
 * tried before. Branches and iterations that succeeded keep their outputs; a wait keeps its end.
 * @param last the event that it follows on
 */
export function redriveBranch(branch: Branch, last: number): void {
  const { run, state, work } = branch;
  branch.over = false;
  branch.last = last;
  branch.retryCount = 0;
  branch.retries = undefined;
  branch.leaveAfter = 0;
  branch.input = branch.raw;
  branch.result = undefined;
  branch.errorOutput = undefined;
  if (branch.entered === 0 || branch.between) {
    branch.between = false;
    run.resume(branch, branch.step);
    return;
  }
  const asleep = work instanceof Sleep && work.purpose === 'wait';
  const resumable = isRegion(work) || asleep || state.again !== undefined;
  if (!resumable) {
    run.resume(branch, state.enter);
    return;
  }
  // A state whose stop is in the history is entered anew; so is a Wait, which is left only from its own entry.
  if (branch.halted || asleep) branch.begin(state);
  branch.inside = true;
  if (isRegion(work)) {
    branch.work = work;
    work.redrive(branch.last);
  } else if (asleep) run.sleep(branch, work.due, work.step);
  else run.resume(branch, state.again!);
}
