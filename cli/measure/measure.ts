import type { Fault } from '../../engine/fault.js';
import type { ConformanceRun, FaultyTarget, RunningTarget } from '../../harness/target.js';
import type { CollectedSuite } from '../runner/session.js';
import type { OpenSuites } from '../runner/suites.js';
import { type FaultyEngine, type HostOptions, hostFault } from './host.js';
import { type FaultPlan, planFaults } from './plan.js';
import { type CaseTrial, falseKills, type Measurement, scoreFault } from './score.js';

export interface MeasureOptions {
  readonly faults: readonly Fault[];
  readonly edition: string;
  /** That of the engines: every one has durable executions. */
  readonly engineEdition: '2017-03-30' | 'current';
  readonly seed: number;
  /** Every case on every fault, in place of those that can matter. */
  readonly allCases: boolean;
  /** Only some of the faults are measured: then only their cases are tried on the sound engine. */
  readonly partial: boolean;
  /** The longest that one trial may take, milliseconds. */
  readonly caseMs: number;
  readonly signal: AbortSignal;
  /** Told after each batch. */
  readonly onProgress: (measured: number, killed: number) => void;
}

/** So many engines live at once: each keeps the executions of all its trials. */
const BATCH = 30;
/** What a sound engine answers in a millisecond is not waited for long. */
const REQUEST_MS = 2_000;
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

/** What is tried: a fault, or the sound engine. */
interface Subject {
  readonly id: string;
  readonly fault?: Fault;
  readonly cases: FaultyTarget['cases'];
}

function subjectOf({ fault, citing, near }: FaultPlan): Subject {
  return { id: fault.id, fault, cases: [...citing, ...near] };
}

/** What was told of a subject, and how often its engine itself failed. */
interface Tried {
  readonly trials: readonly CaseTrial[];
  readonly failures: number;
}

class Trials {
  readonly problems: string[] = [];

  constructor(
    private readonly target: RunningTarget,
    private readonly suites: OpenSuites,
    private readonly options: MeasureOptions,
  ) {}

  /** Serves the subjects, tries their cases, and gives the trials of each. */
  async of(subjects: readonly Subject[]): Promise<ReadonlyMap<string, Tried>> {
    const engines = new Map<string, FaultyEngine>();
    try {
      const faulty: FaultyTarget[] = [];
      for (const { id, fault, cases } of subjects) {
        const engine = await hostFault(fault, this.hostOptions());
        engines.set(id, engine);
        faulty.push({ fault: id, url: engine.url, control: engine.control, cases });
      }
      const trials = await this.perform(faulty);
      return new Map(
        [...engines].map(([id, { failures }]) => [id, { trials: trials.get(id) ?? [], failures }] as const),
      );
    } finally {
      await Promise.all([...engines.values()].map((engine) => engine.close()));
    }
  }

  private async perform(faulty: readonly FaultyTarget[]): Promise<ReadonlyMap<string, CaseTrial[]>> {
    const trials = new Map(faulty.map(({ fault }): [string, CaseTrial[]] => [fault, []]));
    await this.suites.session.measure(
      neededBy(faulty, this.suites.selected),
      this.conformance(faulty),
      (plan, told) => {
        for (const trial of told) trials.get(trial.fault)?.push({ ...trial, case: plan.id });
      },
      (event) => {
        if (event.type === 'harness-failed') this.problems.push(event.message);
        else if (event.type === 'case-finished') this.problems.push(`${event.id}: ${event.problem ?? 'no trials'}`);
      },
      this.options.signal,
    );
    return trials;
  }

  private conformance(faulty: readonly FaultyTarget[]): ConformanceRun {
    const { seed, caseMs } = this.options;
    return {
      target: this.target.info,
      runId: 'faults',
      seed,
      runs: 20,
      client: 'wire',
      budgets: { requestMs: REQUEST_MS, caseMs, settleMs: caseMs },
      faulty,
    };
  }

  private hostOptions(): HostOptions {
    const { region, lambdaEndpoint = '' } = this.target.info;
    const { engineEdition: edition, seed } = this.options;
    return { edition, region, seed, lambdaEndpoint };
  }
}

/** The suites with the cases that any of the engines is tried with. */
function neededBy(faulty: readonly FaultyTarget[], suites: readonly CollectedSuite[]): CollectedSuite[] {
  if (faulty.some(({ cases }) => cases === 'all')) return [...suites];
  const needed = new Set(faulty.flatMap(({ cases }) => cases));
  return suites
    .map((suite) => ({ ...suite, cases: suite.cases.filter(({ plan }) => needed.has(plan.id)) }))
    .filter(({ cases }) => cases.length > 0);
}
