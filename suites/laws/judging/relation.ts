import { Draws } from '../../../arbitraries/draws.js';
import type { Machine } from '../../../arbitraries/machine.js';
import {
  awaitRelation,
  type Conditions,
  type HistoryDifference,
  type Relation,
  type RunResult,
} from '../../../arbitraries/relations/index.js';
import { differences } from '../../../harness/difference/index.js';
import type { Judged } from '../search.js';
import { inOwnNames, type TargetRun, type World } from '../world.js';
import { type Evidence, recordedRun, recordedSubject } from './evidence.js';

/** The first difference of two histories; times are no part of it. */
function differs(base: RunResult, variant: RunResult): HistoryDifference | undefined {
  const [first] = differences(base, variant, { time: { kind: 'real', slackMs: Number.POSITIVE_INFINITY } });
  return first === undefined ? undefined : { ...first, aspect: first.fingerprint };
}

/** Tries a relation with a machine. `draws` choose where in the machine it is applied. */
export async function judgeRelation(
  world: World,
  relation: Relation,
  machine: Machine,
  draws: readonly [number, number],
): Promise<Judged<Evidence>> {
  const conditions: Conditions = { clock: world.clock, differs };
  const made: TargetRun[] = [];
  const trial = relation.trial(machine, new Draws(...draws), conditions);
  const verdict = await awaitRelation(trial, async (machines) => {
    const results = await Promise.all(machines.map((one) => world.run(one)));
    made.push(...results);
    return results.map(inOwnNames);
  });
  if (verdict.kind !== 'broken') return verdict;
  const { aspect, expected, actual } = verdict;
  const finding = {
    kind: 'relation',
    relation: relation.id,
    machine: recordedSubject(machine),
    draws,
    runs: made.map((run) => recordedRun(run)),
  } as const;
  const failure = { fingerprint: `${relation.id} ${aspect}`, expected, actual, evidence: { finding, runs: made } };
  return { kind: 'broken', failures: [failure] };
}
