import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedFolder } from './cache.js';
import { findPython, type PythonRange } from './python.js';
import { TargetError } from './target-error.js';

const run = promisify(execFile);
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Installs one version of an npm package, without its install scripts, into the cache.
 * @returns the folder that holds `node_modules`
 */
export async function npmPackage(name: string, version: string, signal?: AbortSignal): Promise<string> {
  return await installedFolder(join('npm', `${name}@${version}`), async (folder) => {
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`];
    const hint = 'Is the registry within reach?';
    await install(`${name}@${version} from npm`, 'npm', args, hint, signal);
  });
}

export interface PythonPackages {
  /** What needs them, for messages. */
  readonly what: string;
  /** One for each set of requirements: `ministack@1.5.33`. */
  readonly name: string;
  readonly requirements: readonly string[];
  /** The versions of Python that they run on. */
  readonly python: PythonRange;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a Python virtual environment in the cache with these requirements.
 * @returns its `bin` folder
 */
export async function pythonPackages(options: PythonPackages): Promise<string> {
  const { what, name, requirements, python: range, signal } = options;
  const folder = await installedFolder(join('python', name), async (venv) => {
    const python = await findPython(what, range);
    await install(`${name} from PyPI`, python, ['-m', 'venv', venv], 'It needs venv.', signal);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements];
    await install(`${name} from PyPI`, join(venv, 'bin', 'python'), pip, 'Is PyPI within reach?', signal);
  });
  return join(folder, 'bin');
}

/** Runs an installer. It is ended when the run is interrupted. */
async function install(
  what: string,
  command: string,
  args: readonly string[],
  hint: string,
  signal?: AbortSignal,
  env?: NodeJS.ProcessEnv,
): Promise<void> {
  try {
    await run(command, args, { maxBuffer: OUTPUT_LIMIT, signal, ...(env === undefined ? {} : { env }) });
  } catch (error) {
    if (signal?.aborted) throw new TargetError(`The installation of ${what} was interrupted.`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new TargetError(`Could not install ${what}: there is no ${command} on the PATH.`, { cause: error });
    }
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new TargetError(`Could not install ${what}: ${tellingLine(output).slice(0, 300)} (${hint})`, {
      cause: error,
    });
  }
}

/** The line that says why. npm ends with where its log is, and begins with warnings and a code. */
function tellingLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!) /, '').trim())
    .filter((line) => line !== '' && !/^npm warn|complete log of this run|^\[notice\]/i.test(line));
  const npm = lines.find((line) => !/^code |^errno |^syscall |^network \w* *$/.test(line));
  return (output.includes('npm error') || output.includes('npm ERR!') ? npm : lines.at(-1)) ?? 'it said nothing';
}

/**
 * Builds a Go command into the cache.
 * @param command the path of its package: `github.com/sivchari/kumo/cmd/kumo`
 * @returns the folder that holds the program
 */
export async function goCommand(command: string, version: string, signal?: AbortSignal): Promise<string> {
  const name = command.split('/').at(-1) ?? command;
  return await installedFolder(join('go', `${name}@${version}`), async (folder) => {
    const env = { ...process.env, GOBIN: folder };
    const hint = 'Is the module proxy within reach?';
    await install(`${name}@${version} with Go`, 'go', ['install', `${command}@${version}`], hint, signal, env);
  });
}
