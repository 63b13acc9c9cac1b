import type { Fault, Freedom } from '../../engine/fault.js';
import type { RunningTarget } from '../../harness/target.js';
import { interruption } from '../runner/interrupt.js';
import { defaultWorkers } from '../runner/session.js';
import { type OpenSuites, openSuites } from '../runner/suites.js';
import { startTarget } from '../runner/target.js';
import { type FreedomMeasurement, measureFreedoms } from './freedoms.js';
import { measure } from './measure.js';
import type { Measurement } from './score.js';
import type { TrialOptions } from './trials.js';

export interface PerformOptions {
  /** Of Step Functions, whose measure takes in durable executions; or that of durable executions alone. */
  readonly edition: string;
  readonly seed: number;
  readonly allCases?: true;
  readonly only?: string;
  readonly quick?: true;
  readonly workers?: number;
}

/** A trial that takes longer tells nothing. The slowest case takes a tenth of that on a sound engine. */
const CASE_MS = 8_000;

/** A measurement of the faults, from its options to its end. */
export async function performMeasurement(
  faults: readonly Fault[],
  options: PerformOptions,
): Promise<{ readonly measurement: Measurement; readonly interrupted: boolean }> {
  const { edition, allCases, only, quick } = options;
  return await onSuites(options, (target, suites, trials) =>
    measure(target, suites, {
      ...trials,
      faults,
      edition,
      allCases: allCases === true,
      partial: only !== undefined || quick === true,
      onProgress: (measured, killed) => process.stderr.write(`${measured}/${faults.length} faults, ${killed} killed\n`),
    }),
  );
}

/** The same for freedoms. */
export async function performFreedoms(
  freedoms: readonly Freedom[],
  options: PerformOptions,
): Promise<{ readonly measurement: FreedomMeasurement; readonly interrupted: boolean }> {
  const { edition } = options;
  return await onSuites(options, (target, suites, trials) =>
    measureFreedoms(target, suites, {
      ...trials,
      freedoms,
      edition,
      onProgress: (id, blamed) => process.stderr.write(`${id}: ${blamed} blamed\n`),
    }),
  );
}

/** The suites are loaded and the target is started for a measurement, and all is closed again. */
async function onSuites<Measured>(
  { edition, seed, workers }: PerformOptions,
  measured: (target: RunningTarget, suites: OpenSuites, trials: TrialOptions) => Promise<Measured>,
): Promise<{ readonly measurement: Measured; readonly interrupted: boolean }> {
  const suites = await openSuites({
    selection: { edition },
    seed,
    caseMs: CASE_MS,
    workers: workers ?? defaultWorkers('virtual'),
  });
  const interrupt = interruption();
  try {
    const { signal } = interrupt;
    const choice = { kind: 'known', name: 'reference' } as const;
    const target = await startTarget(choice, { edition, region: 'us-east-1', seed, signal, clock: 'virtual' });
    try {
      const engineEdition = edition === '2017-03-30' ? edition : 'current';
      const measurement = await measured(target, suites, { engineEdition, seed, caseMs: CASE_MS, signal });
      return { measurement, interrupted: signal.aborted };
    } finally {
      await target.stop();
    }
  } finally {
    interrupt.dispose();
    await suites.session.close();
  }
}
