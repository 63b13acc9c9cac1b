import { realpathSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { counted } from '../../reporters/text.js';
import { packageRoot } from '../../specs/package-root.js';
import { usageError } from '../exit.js';
import { expandGlobs } from '../files.js';
import type { Shard } from '../options.js';
import { isDurableEdition, type Selection, selects, suiteGlobs } from './select.js';
import { type CollectedSuite, SuiteSession } from './session.js';

/** Where the compiled suites are. */
export const suitesFolder: string = join(packageRoot, 'dist', 'suites');

export interface SuitesOptions {
  readonly suites?: readonly string[];
  /** Globs of a team's own case files. Without `suites`, only these. */
  readonly own?: readonly string[];
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
  /** What the cases of all suites that were loaded cite, the selected ones and the others. */
  readonly cited: readonly string[];
}

/** Loads the suites and selects the cases. The caller closes the session. */
export async function openSuites(options: SuitesOptions): Promise<OpenSuites> {
  const { selection, shard, seed, caseMs, workers } = options;
  const own = ownFiles(options.own ?? []);
  const session = await SuiteSession.open({
    folder: suitesFolder,
    include: own.length > 0 && options.suites === undefined ? [] : suiteGlobs(options.suites),
    own,
    seed,
    caseMs,
    workers,
  });
  try {
    const collected = await session.collect();
    refuseBroken(own, collected);
    if (options.suites !== undefined && collected.length === own.length) {
      throw usageError(`No suite matches ${options.suites.join(', ')}. See \`sfn-conformance list suites\`.`);
    }
    const selected = partOf(collected, shard)
      .map((suite) => ({ ...suite, cases: suite.cases.filter(({ plan }) => selects(selection, plan)) }))
      .filter(({ cases }) => cases.length > 0);
    const unfiltered =
      options.suites === undefined && own.length === 0 && selection.grep === undefined && selection.cites === undefined;
    return {
      session,
      selected,
      whole: unfiltered && shard === undefined && !isDurableEdition(selection.edition),
      broken: collected.filter(({ problems }) => problems.length > 0),
      cited: [...new Set(collected.flatMap(({ cases }) => cases.flatMap(({ plan }) => plan.cites)))],
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** @throws CommandError for a glob that names nothing, or a path that is no file */
function ownFiles(globs: readonly string[]): string[] {
  return [...new Set(expandGlobs(globs).map((path) => resolve(path)))].map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() === true) return realpathSync(path);
    throw usageError(
      `--cases ${path}: ${found === undefined ? 'there is no such file' : 'it is no file; give a glob of files'}.`,
    );
  });
}

/** @throws CommandError for a team's file that can't be used: that is theirs to mend, before anything is judged */
function refuseBroken(own: readonly string[], collected: readonly CollectedSuite[]): void {
  for (const { specification, problems } of collected) {
    const { moduleId } = specification;
    if (problems[0] === undefined || !own.includes(moduleId)) continue;
    throw usageError(`--cases ${relative(process.cwd(), moduleId)}: it can't be used: ${whyNot(problems[0])}`);
  }
}

/** The words of the bundlers for a file that is no script: what, on a line, and where, some lines further. */
const NO_SCRIPT = [
  /^Parse failure: [^\n]*\n([^\n]+)\n[\s\S]*:(\d+):(\d+)$/,
  /\[PARSE_ERROR\] ([^\n]+)\n[^\n]*:(\d+):(\d+) \]/,
];

function whyNot(problem: string): string {
  const text = stripVTControlCharacters(problem).trim();
  const found = NO_SCRIPT.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const [, what, line, column] = found ?? [];
  const sentence = what === undefined ? text.split('\n', 1)[0]! : `${what}, line ${line}, column ${column}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/**
 * The suites of one shard. Suites are dealt out by size, the largest first, each to the shard that has the fewest cases so far:
 * all shards of one version take about as long, and together they have every suite once.
 * @throws CommandError when there are more shards than suites
 */
function partOf(collected: readonly CollectedSuite[], shard: Shard | undefined): readonly CollectedSuite[] {
  if (shard === undefined) return collected;
  if (shard.count > collected.length) {
    throw usageError(`${counted(collected.length, 'suite')} can't be dealt out to ${shard.count} shards: use fewer.`);
  }
  const sizes = new Array<number>(shard.count).fill(0);
  const largestFirst = [...collected].sort((a, b) => b.cases.length - a.cases.length || (a.suite < b.suite ? -1 : 1));
  return largestFirst.filter(({ cases }) => {
    const at = sizes.indexOf(Math.min(...sizes));
    sizes[at] = (sizes[at] ?? 0) + Math.max(1, cases.length);
    return at === shard.index - 1;
  });
}
