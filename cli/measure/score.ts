import type { Fault } from '../../engine/fault.js';
import type { Trial } from '../../harness/trial.js';
import type { FaultPlan } from './plan.js';

/** A trial and the case that it is of. */
export interface CaseTrial extends Trial {
  readonly case: string;
}

/** What can tell that an engine is faulty: an assertion of a case, or a finding of the judge. */
export type Oracle = 'case' | 'schema' | 'protocol' | 'history';

/**
 * What became of a fault. `killed`: a case that cites the broken statement failed on an assertion. `found`: such a case failed, but
 * of a finding of the judge alone. `noticed`: only other cases failed, or there was a finding on some answer. `crashed`: the engine
 * itself failed, or cases could not be decided and nothing else: that proves nothing. `survived`: all passed. `untested`: no case cites the statement.
 */
export type Outcome = 'killed' | 'found' | 'noticed' | 'crashed' | 'survived' | 'untested';

export interface FaultScore {
  readonly fault: Fault;
  readonly outcome: Outcome;
  /** The cases that failed and cite the statement, on an assertion or a finding. */
  readonly killers: readonly string[];
  /** Other cases that failed. */
  readonly others: readonly string[];
  /** All that told. */
  readonly oracles: readonly Oracle[];
  /** What the first of the killers said, or else why nothing could be told. */
  readonly reason?: string;
  readonly trials: number;
}

/** What can tell, and its name for people. */
export const ORACLES: readonly (readonly [oracle: Oracle, name: string])[] = [
  ['case', 'assertions of cases'],
  ['schema', 'response schemas'],
  ['protocol', 'protocol rules'],
  ['history', 'laws of histories'],
];

/** What the outcomes mean, for people. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  killed: 'killed by an assertion of a case that cites the broken statement',
  found: 'told by a finding on the broken statement alone, not by an assertion',
  noticed: 'noticed by other cases or findings only',
  crashed: 'made cases undecidable, and nothing else',
  survived: 'survived',
  untested: 'break a statement that no case cites',
};

/** Sums up the trials of one fault. `failures`: how often its engine itself failed. Pure. */
export function scoreFault({ fault, citing }: FaultPlan, trials: readonly CaseTrial[], failures: number): FaultScore {
  const cites = new Set(citing);
  const failed = trials.filter(({ verdict }) => verdict === 'fail').sort(byCase);
  const own = failed.filter((trial) => cites.has(trial.case));
  const asserted = own.filter(({ oracle }) => oracle === 'case');
  const findings = new Set(trials.flatMap(({ broken }) => broken.map(({ rule }) => rule.split(':', 1)[0]!)));
  const undecided = trials.find(({ verdict }) => verdict === 'inconclusive');
  const outcome = (): Outcome => {
    if (failures > 0) return 'crashed';
    if (asserted.length > 0) return 'killed';
    if (own.length > 0) return 'found';
    if (failed.length > 0 || findings.size > 0) return 'noticed';
    if (undecided !== undefined) return 'crashed';
    return citing.length === 0 ? 'untested' : 'survived';
  };
  const reason = (asserted[0] ?? own[0] ?? failed[0] ?? undecided)?.reason;
  return {
    fault,
    outcome: outcome(),
    killers: (asserted.length > 0 ? asserted : own).map((trial) => trial.case),
    others: failed.filter((trial) => !cites.has(trial.case)).map((trial) => trial.case),
    oracles: ORACLES.map(([oracle]) => oracle).filter((oracle) =>
      oracle === 'case' ? failed.some((trial) => trial.oracle === 'case') : findings.has(oracle),
    ),
    ...(reason === undefined ? {} : { reason }),
    trials: trials.length,
  };
}

const byCase = (a: CaseTrial, b: CaseTrial): number => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0);

/** What the sound engine was found guilty of: each of these is a mistake of the suite or of the engine. */
export function falseKills(trials: readonly CaseTrial[]): readonly CaseTrial[] {
  return trials.filter(({ verdict, broken }) => verdict === 'fail' || verdict === 'inconclusive' || broken.length > 0);
}

/** A whole measurement. */
export interface Measurement {
  readonly edition: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly scores: readonly FaultScore[];
  /** Cases that were tried on the sound engine, and those that blamed it. */
  readonly clean: { readonly cases: number; readonly kills: readonly CaseTrial[] };
  /** What went wrong in the harness. */
  readonly problems: readonly string[];
}

/** How many faults something told of. */
export function countOf(scores: readonly FaultScore[], oracle: Oracle): number {
  return scores.filter(({ oracles }) => oracles.includes(oracle)).length;
}

/** The share of the faults that were killed, in percent. */
export function scoreOf(scores: readonly FaultScore[]): number {
  if (scores.length === 0) return 0;
  return (scores.filter(({ outcome }) => outcome === 'killed').length / scores.length) * 100;
}
