/**
 * Makes docs/compatibility: runs the suites against every target that starts here, and lays the reports side by side.
 * Usage: `node dist/cli/compatibility/main.js [--update-expectations] [TARGET...]`. With targets, only these are run, and of the
 * others the reports that are there are kept; `none` runs none. `--update-expectations` goes to each run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReport } from '../../reporters/json.js';
import { packageRoot } from '../../specs/package-root.js';
import { folderPage, linesOf, type Missing, missingIn, published, withFragment } from './publish.js';

/** The order of the columns. */
const TARGETS = ['reference', 'localstack', 'moto-executing', 'moto', 'ministack', 'stepfunctions-local', 'kumo'];
const SEED = 1;
const CLI = fileURLToPath(new URL('../main.js', import.meta.url));
const FOLDER = join(packageRoot, 'docs', 'compatibility');
const README = join(packageRoot, 'README.md');

interface Ended {
  readonly code: number;
  /** The last line that it wrote to stderr. */
  readonly said: string;
}

/** Runs the command line of this project, its output shown. */
async function command(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'inherit', 'pipe'] });
  const lines: string[] = [];
  child.stderr.on('data', (part: Buffer) => {
    process.stderr.write(part);
    lines.push(part.toString());
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, said: lines.join('').trim().split('\n').at(-1) ?? '' };
}

/** Runs the suites against a target. @returns why there is no report of it, or nothing when there is */
async function judge(target: string, scratch: string, more: readonly string[]): Promise<Missing | undefined> {
  const file = join(scratch, `${target}.json`);
  const { said } = await command([
    'run',
    '--target',
    target,
    '--seed',
    String(SEED),
    '--expectations',
    'own',
    '--report',
    `json=${file}`,
    ...more,
  ]);
  if (!existsSync(file)) return { target, reason: said };
  const parsed = parseReport(readFileSync(file, 'utf8'));
  if (parsed.kind === 'invalid') throw new Error(`The report of ${target} can't be read. ${parsed.message}`);
  writeFileSync(join(FOLDER, `${target}.json`), linesOf(published(parsed.report)));
  return undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const more = args.filter((arg) => arg.startsWith('--'));
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const targets = asked.length === 0 ? TARGETS : asked.filter((target) => target !== 'none');
  mkdirSync(FOLDER, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'sfn-conformance-compatibility-'));
  try {
    const missing: Missing[] = [];
    for (const target of targets) {
      const why = await judge(target, scratch, more);
      if (why !== undefined) missing.push(why);
    }
    const known = [...TARGETS, ...targets.filter((target) => !TARGETS.includes(target))];
    const files = new Set(readdirSync(FOLDER));
    const reports = known.filter((target) => files.has(`${target}.json`)).map((name) => join(FOLDER, `${name}.json`));
    const table = join(scratch, 'table.md');
    const page = join(FOLDER, 'index.html');
    const { code } = await command(['report', 'matrix', ...reports, '--output', page, '--markdown', table]);
    if (code !== 0) throw new Error('The matrix could not be made.');
    const markdown = readFileSync(table, 'utf8');
    const folder = join(FOLDER, 'README.md');
    const before = existsSync(folder) ? missingIn(readFileSync(folder, 'utf8')) : [];
    const still = before.filter(({ target }) => !targets.includes(target) && !files.has(`${target}.json`));
    writeFileSync(folder, folderPage(markdown, [...still, ...missing], SEED));
    const readme = withFragment(readFileSync(README, 'utf8'), markdown);
    if (readme !== undefined) writeFileSync(README, readme);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
