import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TargetError } from './target-error.js';

const run = promisify(execFile);
const ASK = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
const ASK_MS = 15_000;

/** Versions of Python 3, both ends included: `[10, 13]` is 3.10 to 3.13. */
export type PythonRange = readonly [from: number, to: number];

/**
 * A Python with venv: `python3` when it fits, else the newest that fits of `python3.X` on the PATH and of those that pyenv keeps.
 * @param what what needs it, for the message
 * @returns its command, or its path
 * @throws TargetError when there is none
 */
export async function findPython(what: string, range: PythonRange): Promise<string> {
  const seen = await versionOf('python3');
  if (seen !== undefined && fits(seen, range)) return 'python3';
  for (const command of await others(range)) {
    const version = await versionOf(command);
    if (version !== undefined && fits(version, range)) return command;
  }
  const here = seen === undefined ? 'there is no python3 with venv on the PATH' : `python3 is ${seen}, without another`;
  throw new TargetError(`${what} needs Python 3.${range[0]} to 3.${range[1]} with venv, and ${here}: install one.`);
}

/** `3.12`, or `undefined` for what can't be run or makes no virtual environments. */
async function versionOf(command: string): Promise<string | undefined> {
  return await run(command, ['-c', ASK], { timeout: ASK_MS }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

function fits(version: string, [from, to]: PythonRange): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor >= from && minor <= to;
}

async function others([from, to]: PythonRange): Promise<string[]> {
  const kept = join(process.env.PYENV_ROOT || join(homedir(), '.pyenv'), 'versions');
  const folders = await readdir(kept).catch(() => []);
  const commands: string[] = [];
  for (let minor = to; minor >= from; minor -= 1) {
    commands.push(`python3.${minor}`);
    for (const folder of folders) {
      if (folder.startsWith(`3.${minor}.`)) commands.push(join(kept, folder, 'bin', 'python3'));
    }
  }
  return commands;
}
