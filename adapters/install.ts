import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedFolder } from './cache.js';
import { TargetError } from './target-error.js';

const run = promisify(execFile);
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Installs one version of an npm package, without its install scripts, into the cache.
 * @returns the folder that holds `node_modules`
 */
export async function npmPackage(name: string, version: string): Promise<string> {
  return await installedFolder(join('npm', `${name}@${version}`), async (folder) => {
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`];
    await install(`${name}@${version} from npm`, 'npm', args, 'Is npm on the PATH, and the registry reachable?');
  });
}

/**
 * Makes a Python virtual environment in the cache with these requirements.
 * @param name one for each set of requirements: `ministack@1.5.33`
 * @returns its `bin` folder
 */
export async function pythonPackages(name: string, requirements: readonly string[]): Promise<string> {
  const folder = await installedFolder(join('python', name), async (venv) => {
    const hint = 'It needs Python 3.10 or newer with venv, and PyPI within reach.';
    await install(`${name} from PyPI`, 'python3', ['-m', 'venv', venv], hint);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements];
    await install(`${name} from PyPI`, join(venv, 'bin', 'python'), pip, hint);
  });
  return join(folder, 'bin');
}

async function install(what: string, command: string, args: readonly string[], hint: string): Promise<void> {
  try {
    await run(command, args, { maxBuffer: OUTPUT_LIMIT });
  } catch (error) {
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
