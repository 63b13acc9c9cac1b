import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TargetError } from './target-error.js';

/** How long one process waits for another that installs the same thing. */
const LONGEST_INSTALL_MS = 10 * 60_000;
/** A lock names its holder right after it is made. One that still does not was left by a process that died in between. */
const NAMELESS_LOCK_MS = 5_000;
const LOGS_KEPT = 20;

/** The folder for what adapters install and log: `$XDG_CACHE_HOME/sfn-conformance`, or `~/.cache/sfn-conformance`. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sfn-conformance');
}

/**
 * A folder of the cache with something installed in it, installed at the first use. Two processes that want it at once
 * install it once. An install that failed or was cut short is begun again from an empty folder.
 * @param name a relative path, one for each thing and version: `npm/stepfunctions-local@1.3.1`
 * @param install fills the folder, which exists and is empty
 */
export async function installedFolder(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name);
  const complete = join(folder, '.complete');
  if (await exists(complete)) return folder;
  return await exclusively(`${folder}.lock`, async () => {
    if (await exists(complete)) return folder;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await install(folder);
    await writeFile(complete, '');
    return folder;
  });
}

/** A new file for a target's output. The oldest logs of the folder are removed, so that it doesn't grow for ever. */
export async function newLogFile(target: string): Promise<string> {
  const folder = join(cacheFolder(), 'logs');
  await mkdir(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const logs = (await readdir(folder)).filter((name) => name.startsWith(`${target}.`)).sort();
  for (const old of logs.slice(0, Math.max(0, logs.length - LOGS_KEPT + 1)))
    await rm(join(folder, old), { force: true });
  return join(folder, `${target}.${stamp}.${process.pid}.log`);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** Runs `work` in one process at a time. The lock is a folder that names its holder; one left by a dead process is taken over. */
async function exclusively<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + LONGEST_INSTALL_MS;
  await mkdir(dirname(lock), { recursive: true });
  while (!(await taken(lock))) {
    if (!(await holderLives(lock))) await rm(lock, { recursive: true, force: true });
    else if (Date.now() > deadline) throw new TargetError(`Another process has held ${lock} for ten minutes.`);
    await pause(200);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** Making a folder is atomic: it fails for all but one of those who try at once. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  return true;
}

async function holderLives(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  if (pid > 0) return isAlive(pid);
  const found = await stat(lock).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < NAMELESS_LOCK_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
