import { join } from 'node:path';
import { packageRoot } from '../../specs/package-root.js';
import { usageError } from '../exit.js';
import type { Shard } from '../options.js';
import { type Selection, selects, suiteGlobs } from './select.js';
import { type CollectedSuite, SuiteSession } from './session.js';

/** Where the compiled suites are. */
export const suitesFolder: string = join(packageRoot, 'dist', 'suites');

export interface SuitesOptions {
  readonly suites?: readonly string[];
  readonly selection: Selection;
  readonly shard?: Shard;
  readonly seed: number;
  readonly caseMs: number;
  readonly workers: number;
}

export interface OpenSuites {
  readonly session: SuiteSession;
  /** The selected cases, suite by suite; no suite is empty. */
  readonly selected: readonly CollectedSuite[];
  /** Whether these are all the cases that there are. */
  readonly whole: boolean;
  /** Suites that could not be loaded. */
  readonly broken: readonly CollectedSuite[];
}

/** Loads the suites and selects the cases. The caller closes the session. */
export async function openSuites(options: SuitesOptions): Promise<OpenSuites> {
  const { selection, shard, seed, caseMs, workers } = options;
  const session = await SuiteSession.open({
    folder: suitesFolder,
    include: suiteGlobs(options.suites),
    seed,
    caseMs,
    workers,
  });
  try {
    const collected = await session.collect();
    if (options.suites !== undefined && collected.length === 0) {
      throw usageError(`No suite matches ${options.suites.join(', ')}. See \`sfn-conformance list suites\`.`);
    }
    const selected = partOf(collected, shard)
      .map((suite) => ({ ...suite, cases: suite.cases.filter(({ plan }) => selects(selection, plan)) }))
      .filter(({ cases }) => cases.length > 0);
    const unfiltered = options.suites === undefined && selection.grep === undefined && selection.cites === undefined;
    return {
      session,
      selected,
      whole: unfiltered && shard === undefined,
      broken: collected.filter(({ problems }) => problems.length > 0),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * The suites of one shard. Suites are dealt out by size, the largest first, each to the shard that has the fewest cases so far:
 * all shards of one version take about as long, and together they have every suite once.
 * @throws CommandError when there are more shards than suites
 */
function partOf(collected: readonly CollectedSuite[], shard: Shard | undefined): readonly CollectedSuite[] {
  if (shard === undefined) return collected;
  if (shard.count > collected.length) {
    throw usageError(`There are ${collected.length} suites, too few for ${shard.count} shards.`);
  }
  const sizes = new Array<number>(shard.count).fill(0);
  const largestFirst = [...collected].sort((a, b) => b.cases.length - a.cases.length || (a.suite < b.suite ? -1 : 1));
  return largestFirst.filter(({ cases }) => {
    const at = sizes.indexOf(Math.min(...sizes));
    sizes[at] = (sizes[at] ?? 0) + Math.max(1, cases.length);
    return at === shard.index - 1;
  });
}
