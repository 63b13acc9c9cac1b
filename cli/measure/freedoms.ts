import type { Freedom } from '../../engine/fault.js';
import { allOf } from '../../freedoms/ways/all.js';
import type { RunningTarget } from '../../harness/target.js';
import type { OpenSuites } from '../runner/suites.js';
import { type CaseTrial, falseKills } from './score.js';
import { type TrialOptions, Trials } from './trials.js';

/** What became of the cases on an engine that makes use of a freedom. */
export interface FreedomScore {
  readonly id: string;
  readonly does: string;
  /** What leaves it open. */
  readonly because: string;
  readonly trials: number;
  readonly passed: number;
  /** The cases that blame it, and for what: each is a mistake of ours. */
  readonly blamed: readonly CaseTrial[];
  /** The cases that can't decide: they say so, and count for no score. */
  readonly undecided: readonly CaseTrial[];
  /** How often the engine itself failed. */
  readonly failures: number;
}

export interface FreedomMeasurement {
  readonly edition: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly scores: readonly FreedomScore[];
  /** What went wrong in the harness. */
  readonly problems: readonly string[];
}

export interface FreedomOptions extends TrialOptions {
  readonly freedoms: readonly Freedom[];
  readonly edition: string;
  readonly onProgress: (id: string, blamed: number) => void;
}

/** All freedoms at once: quicker than one after the other, and what is right with each is right with all. */
export function together(freedoms: readonly Freedom[]): Freedom {
  return {
    id: 'all-at-once',
    does: `All ${freedoms.length} of them at once.`,
    because: 'Each of them is left open, and none rules out another.',
    ...allOf(freedoms),
  };
}

/** Tries every case on every freedom, one after the other. The target is only asked what it is. */
export async function measureFreedoms(
  target: RunningTarget,
  suites: OpenSuites,
  options: FreedomOptions,
): Promise<FreedomMeasurement> {
  const begin = performance.now();
  const { freedoms, edition, seed, signal, onProgress } = options;
  const run = new Trials(target, suites, options);
  const scores: FreedomScore[] = [];
  for (const freedom of freedoms) {
    if (signal.aborted) break;
    const { id, does, because } = freedom;
    const tried = (await run.of([{ id, deviation: freedom, cases: 'all' }])).get(id);
    const { trials: told = [], failures = 0 } = tried ?? {};
    const trials = [...told].sort((one, other) => (one.case < other.case ? -1 : 1));
    const [undecided, blamed] = parted(falseKills(trials), ({ verdict }) => verdict === 'inconclusive');
    const passed = trials.filter(({ verdict }) => verdict === 'pass').length;
    scores.push({ id, does, because, trials: trials.length, passed, blamed, undecided, failures });
    onProgress(id, blamed.length);
  }
  return { edition, seed, durationMs: performance.now() - begin, scores, problems: run.problems };
}

/** Those for which something holds, and the others. */
function parted<Item>(items: readonly Item[], holds: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}
