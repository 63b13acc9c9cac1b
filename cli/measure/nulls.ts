import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAdapter, targetNames } from '../../adapters/registry.js';
import { matches } from '../../reporters/glob.js';
import { parseReport } from '../../reporters/json.js';
import { type CaseResult, isScored, type Totals } from '../../reporters/report.js';

/** What a target that implements nothing came to. */
export interface NullScore {
  readonly name: string;
  /** What it does with a request. */
  readonly describe: string;
  /** The exit code of its run. */
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly totals: Totals;
  /** The cases that count for a score and that it passed: the suite can't tell it from a target that works. */
  readonly passed: readonly string[];
  /** The other cases that it passed: they rest on no binding statement. */
  readonly unscored: readonly string[];
}

export interface NullOptions {
  readonly edition: string;
  readonly seed: number;
  readonly workers?: number;
  /** Only the targets whose names match. */
  readonly only?: string;
  /** Only {@link QUICK}. */
  readonly quick?: true;
  readonly onProgress: (name: string) => void;
}

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** The quickest of those that agree to everything, refuse everything, and contradict themselves nowhere. */
const QUICK: readonly string[] = ['null-ok-empty', 'null-refuse', 'null-succeeded'];

/** The names of the null targets that are asked for. */
export function nullTargets({ only, quick }: Pick<NullOptions, 'only' | 'quick'>): string[] {
  return targetNames()
    .filter((name) => name.startsWith('null-'))
    .filter((name) => (quick ? QUICK.includes(name) : true) && (only === undefined || matches(only, name)));
}

/** Runs all suites against the null targets, one after the other, as a user would. */
export async function measureNulls(options: NullOptions): Promise<readonly NullScore[]> {
  const scores: NullScore[] = [];
  for (const name of nullTargets(options)) {
    options.onProgress(name);
    scores.push(await measureNull(name, options));
  }
  return scores;
}

async function measureNull(name: string, { edition, seed, workers }: NullOptions): Promise<NullScore> {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-null-'));
  try {
    const file = join(folder, 'report.json');
    const more = workers === undefined ? [] : ['--workers', String(workers)];
    const begin = performance.now();
    const exitCode = await ended([
      ...['run', '--target', name, '--edition', edition, '--seed', String(seed), ...more],
      ...['--report', `json=${file}`],
    ]);
    const parsed = parseReport(readFileSync(file, 'utf8'));
    if (parsed.kind === 'invalid') throw new Error(`The report of the run against ${name}: ${parsed.message}`);
    const { cases, totals } = parsed.report;
    const passes = cases.filter(({ verdict }) => verdict === 'pass');
    const ids = (results: readonly CaseResult[]) => results.map(({ id }) => id);
    return {
      name,
      describe: (await loadAdapter(name)).describe,
      exitCode,
      durationMs: performance.now() - begin,
      totals,
      passed: ids(passes.filter(isScored)),
      unscored: ids(passes.filter((result) => !isScored(result))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the program by itself, so that nothing of one run reaches another. */
function ended(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', resolve);
  });
}
