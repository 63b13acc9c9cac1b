import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseReport } from '../../reporters/json.js';
import type { Report } from '../../reporters/report.js';
import { packageRoot } from '../../specs/package-root.js';

const MAIN = join(packageRoot, 'dist', 'cli', 'main.js');

/** These tests are of the built program, as users run it. */
export const isBuilt = existsSync(MAIN);
export const NOT_BUILT = 'the program is not built: run `npm run build`';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Fulfilled once standard output has this text. */
  printed(text: string): Promise<void>;
}

/** An empty folder, removed when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the program in a folder. It is killed when the test ends, should it still run. */
export function start(folder: string, ...args: readonly string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { ...process.env, CI: 'true' } });
  const out = { stdout: '', stderr: '' };
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    out.stdout += chunk.toString();
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    out.stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...out })));
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (out.stdout.includes(text)) resolve();
      };
      waiting.push(look);
      look();
      void ended.then(() => reject(new Error(`It ended and never printed "${text}": ${out.stderr}`)));
    });
  return { child, ended, printed };
}

/** What a log is told of only where the machine is slow (`waitingFor` of the terminal). */
const SLOW_STEPS = /^(?:Loading|Starting|Asking) .* \.\.\.\n/gm;

/** A run from beginning to end, without the lines that only a slow machine writes. */
export async function run(folder: string, ...args: readonly string[]): Promise<Ended> {
  const { code, stdout, stderr } = await start(folder, ...args).ended;
  return { code, stdout: stdout.replace(SLOW_STEPS, ''), stderr: stderr.replace(SLOW_STEPS, '') };
}

/** The report of a run with `--grep` or `--cites`. */
export const PART = 'conformance-report/part.json';

/** The report that a run in this folder wrote, checked against its schema. */
export function reportIn(folder: string, path = 'conformance-report/report.json'): Report {
  const parsed = parseReport(readFileSync(join(folder, path), 'utf8'));
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.report;
}
