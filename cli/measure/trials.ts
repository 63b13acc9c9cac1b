import type { Deviation } from '../../engine/fault.js';
import type { ConformanceRun, FaultyTarget, RunningTarget } from '../../harness/target.js';
import type { CollectedSuite } from '../runner/session.js';
import type { OpenSuites } from '../runner/suites.js';
import { type HostedEngine, type HostOptions, hostEngine } from './host.js';
import type { CaseTrial } from './score.js';

export interface TrialOptions {
  /** That of the engines: every one has durable executions. */
  readonly engineEdition: '2017-03-30' | 'current';
  readonly seed: number;
  /** The longest that one trial may take, milliseconds. */
  readonly caseMs: number;
  readonly signal: AbortSignal;
}

/** What a sound engine answers in a millisecond is not waited for long. */
const REQUEST_MS = 2_000;

/** What is tried: an engine that deviates, or the sound one. */
export interface Subject {
  readonly id: string;
  readonly deviation?: Deviation;
  readonly cases: FaultyTarget['cases'];
}

/** What was told of a subject, and how often its engine itself failed. */
export interface Tried {
  readonly trials: readonly CaseTrial[];
  readonly failures: number;
}

/** Tries cases on engines that deviate. */
export class Trials {
  /** What went wrong in the harness. */
  readonly problems: string[] = [];

  constructor(
    private readonly target: RunningTarget,
    private readonly suites: OpenSuites,
    private readonly options: TrialOptions,
  ) {}

  /** Serves the subjects, tries their cases, and gives the trials of each. */
  async of(subjects: readonly Subject[]): Promise<ReadonlyMap<string, Tried>> {
    const engines = new Map<string, HostedEngine>();
    try {
      const faulty: FaultyTarget[] = [];
      for (const { id, deviation, cases } of subjects) {
        const engine = await hostEngine(deviation, this.hostOptions());
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
