import type { Counterexample } from '../../harness/counterexample/index.js';
import { counted, duration, table } from '../../reporters/text.js';
import { type OracleName, oracles } from '../../suites/laws/oracles.js';
import { onThreads } from './threads.js';

export interface SoakOptions {
  /** Generated machines for each law of machines. */
  readonly machines: number;
  /** Sequences of calls. */
  readonly calls: number;
  readonly seed: number;
  readonly edition: '2017-03-30' | 'current';
}

export type SoakMessage =
  | { readonly kind: 'tried'; readonly oracle: OracleName; readonly tests: number; readonly spoken: number }
  | { readonly kind: 'alarm'; readonly oracle: OracleName; readonly counterexample: Counterexample };

/** What a soak came to. */
export interface Soak {
  readonly options: SoakOptions;
  readonly durationMs: number;
  /** Tests, and how many of them the law says something about. */
  readonly tests: Readonly<Record<OracleName, { readonly tried: number; readonly spoken: number }>>;
  readonly alarms: readonly Counterexample[];
}

/** Tries the laws on the sound engine, in this process: whatever alarms is a mistake of the engine or of a law. */
export async function soak(
  options: SoakOptions,
  onProgress: (tried: number, alarms: number) => void = () => undefined,
): Promise<Soak> {
  const begin = performance.now();
  const names = Object.keys(oracles) as OracleName[];
  const tests = Object.fromEntries(names.map((name) => [name, { tried: 0, spoken: 0 }])) as Record<
    OracleName,
    { tried: number; spoken: number }
  >;
  const alarms = new Map<string, Counterexample>();
  await onThreads<SoakMessage>('./soak-thread.js', options, (message) => {
    if (message.kind === 'alarm') {
      const { law, fingerprint } = message.counterexample;
      const key = `${law} ${fingerprint}`;
      if (!alarms.has(key)) alarms.set(key, message.counterexample);
    } else {
      tests[message.oracle].tried += message.tests;
      tests[message.oracle].spoken += message.spoken;
    }
    onProgress(
      names.reduce((sum, name) => sum + tests[name].tried, 0),
      alarms.size,
    );
  });
  return { options, durationMs: performance.now() - begin, tests, alarms: [...alarms.values()] };
}

export function renderSoak({ options, durationMs, tests, alarms }: Soak): string {
  const rows = Object.entries(tests).map(([name, { tried, spoken }]) => [
    oracles[name as OracleName],
    tried.toLocaleString('en'),
    spoken.toLocaleString('en'),
  ]);
  const told = alarms.map(({ fingerprint, seed, path, expected, actual }) => {
    return `  ${fingerprint} (seed ${seed}, path ${path}): expected ${expected}; got ${actual}`;
  });
  return [
    `The sound engine, edition ${options.edition}, seed ${options.seed}, in ${duration(durationMs)}`,
    '',
    ...table([['judged by', 'tests', 'that it speaks of'], ...rows]),
    '',
    alarms.length === 0 ? 'No law is broken.' : `${counted(alarms.length, 'kind')} of alarm:`,
    ...told,
    '',
  ].join('\n');
}
