import type { Fault } from '../../engine/fault.js';
import type { RunningTarget } from '../../harness/target.js';
import type { OpenSuites } from '../runner/suites.js';
import { type FaultPlan, planFaults } from './plan.js';
import { falseKills, type Measurement, scoreFault } from './score.js';
import { type Subject, type TrialOptions, Trials } from './trials.js';

export interface MeasureOptions extends TrialOptions {
  readonly faults: readonly Fault[];
  readonly edition: string;
  /** Every case on every fault, in place of those that can matter. */
  readonly allCases: boolean;
  /** Only some of the faults are measured: then only their cases are tried on the sound engine. */
  readonly partial: boolean;
  /** Told after each batch. */
  readonly onProgress: (measured: number, killed: number) => void;
}

/** So many engines live at once: each keeps the executions of all its trials. */
const BATCH = 30;
/** The name of the sound engine among the faulty ones. */
const CLEAN = '';

/** Tries the cases of the suites on every fault, and on the sound engine. The target is only asked what it is. */
export async function measure(
  target: RunningTarget,
  suites: OpenSuites,
  options: MeasureOptions,
): Promise<Measurement> {
  const begin = performance.now();
  const { faults, edition, seed, allCases, signal } = options;
  const cases = suites.selected.flatMap((suite) => suite.cases.map(({ plan }) => plan));
  const plans = planFaults(faults, cases, allCases);
  const run = new Trials(target, suites, options);

  const tried = options.partial ? [...new Set(plans.flatMap(({ citing, near }) => [...citing, ...near]))] : 'all';
  const clean = (await run.of([{ id: CLEAN, cases: tried }])).get(CLEAN)?.trials ?? [];
  const scores = [];
  for (let at = 0; at < plans.length && !signal.aborted; at += BATCH) {
    const batch = plans.slice(at, at + BATCH);
    const trials = await run.of(batch.map(subjectOf));
    for (const plan of batch) {
      const { trials: told, failures } = trials.get(plan.fault.id) ?? { trials: [], failures: 0 };
      scores.push(scoreFault(plan, told, failures));
    }
    options.onProgress(scores.length, scores.filter(({ outcome }) => outcome === 'killed').length);
  }
  return {
    edition,
    seed,
    durationMs: performance.now() - begin,
    scores,
    clean: { cases: clean.length, kills: falseKills(clean) },
    problems: run.problems,
  };
}

function subjectOf({ fault, citing, near }: FaultPlan): Subject {
  return { id: fault.id, deviation: fault, cases: [...citing, ...near] };
}
