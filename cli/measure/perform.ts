import type { Fault } from '../../engine/fault.js';
import { interruption } from '../runner/interrupt.js';
import { defaultWorkers } from '../runner/session.js';
import { openSuites } from '../runner/suites.js';
import { startTarget } from '../runner/target.js';
import { measure } from './measure.js';
import type { Measurement } from './score.js';

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

/** A measurement from its options to its end: the suites are loaded, the engines served, and all is closed again. */
export async function performMeasurement(
  faults: readonly Fault[],
  { edition, seed, allCases, only, quick, workers }: PerformOptions,
): Promise<{ readonly measurement: Measurement; readonly interrupted: boolean }> {
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
      const measurement = await measure(target, suites, {
        faults,
        edition,
        engineEdition: edition === '2017-03-30' ? edition : 'current',
        seed,
        allCases: allCases === true,
        partial: only !== undefined || quick === true,
        caseMs: CASE_MS,
        signal,
        onProgress: (measured, killed) =>
          process.stderr.write(`${measured}/${faults.length} faults, ${killed} killed\n`),
      });
      return { measurement, interrupted: signal.aborted };
    } finally {
      await target.stop();
    }
  } finally {
    interrupt.dispose();
    await suites.session.close();
  }
}
