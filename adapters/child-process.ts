import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../specs/package-root.js';
import { newLogFile } from './cache.js';
import { TargetError } from './target-error.js';

const SUPERVISOR = join(packageRoot, 'dist', 'adapters', 'supervisor.js');
const STOP_MS = 5_000;

export interface ChildOptions {
  /** The target's name: of its log, and in messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** True once the target answers. Errors count as "not yet". */
  readonly ready: () => Promise<boolean>;
  /** How long it may take to be ready, in milliseconds. */
  readonly readyMs: number;
  /** The log to go on with. Absent: a new one. */
  readonly logFile?: string;
}

export interface RunningChild {
  readonly logFile: string;
  /** Fulfilled when the process has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends the process and waits until it is gone. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a server as a process of its own, its output in a log file, and waits until it answers.
 * The process ends with {@link RunningChild.stop}, and also whenever and however this process ends.
 * @throws TargetError when it ends or stays silent before it is ready; the process is gone then
 */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const logFile = options.logFile ?? (await newLogFile(options.name));
  const log = openSync(logFile, 'a');
  // Its own process group: a Ctrl-C in the terminal reaches the run alone, which then stops the target in order.
  const child = spawn(process.execPath, [SUPERVISOR, options.command, ...options.args], {
    stdio: ['pipe', log, log],
    detached: true,
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = () => stopChild(child, ended);
  try {
    await untilReady(options, child, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { logFile, ended, stop };
}

async function untilReady(options: ChildOptions, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + options.readyMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new TargetError(`${options.name} ended before it was ready${lastWords(logFile)} Its log: ${logFile}`);
    }
    if (await options.ready().catch(() => false)) return;
    await pause(50);
  }
  throw new TargetError(
    `${options.name} did not answer within ${options.readyMs / 1000} s of its start. Its log: ${logFile}`,
  );
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.stdin?.end();
  const late = setTimeout(() => killGroup(child), STOP_MS);
  await ended;
  clearTimeout(late);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** The last line that a log ends with, for the end of a sentence. */
function lastWords(logFile: string): string {
  const last = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? ', and wrote nothing.' : `: "${last.slice(0, 200)}".`;
}

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
