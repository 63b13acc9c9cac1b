import type { Machine } from '../machine.js';
import type { RelationVerdict, RunResult, Trial } from './relation.js';

/** Brings a relation to its verdict where runs need no waiting. */
export function tryRelation(trial: Trial, run: (machine: Machine) => RunResult): RelationVerdict {
  let turn = trial.next();
  while (!turn.done) turn = trial.next(turn.value.map(run));
  return turn.value;
}

/** The same where they do. The machines of one step are given at once. */
export async function awaitRelation(
  trial: Trial,
  run: (machines: readonly Machine[]) => Promise<readonly RunResult[]>,
): Promise<RelationVerdict> {
  let turn = trial.next();
  while (!turn.done) turn = trial.next(await run(turn.value));
  return turn.value;
}
