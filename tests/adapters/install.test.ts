import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { goCommand, npmPackage, pythonPackages } from '../../adapters/install.js';
import { findPython } from '../../adapters/python.js';

/** A folder that alone is the PATH, with these programs in it: shell scripts. */
function onlyPrograms(programs: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-path-'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', folder);
  vi.stubEnv('PYENV_ROOT', join(folder, 'none'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

beforeEach(() => vi.unstubAllEnvs());

describe('a Python', () => {
  test('is python3 when that fits, else the newest that does', async () => {
    onlyPrograms({ python3: 'echo 3.11', 'python3.12': 'echo 3.12', 'python3.13': 'echo 3.13' });
    expect(await findPython('It', [10, 13])).toBe('python3');
    expect(await findPython('It', [12, 13])).toBe('python3.13');
    expect(await findPython('It', [12, 12])).toBe('python3.12');
  });

  test('that is missing, too old or without venv is told in one sentence', async () => {
    onlyPrograms({ python3: 'echo 3.6', 'python3.13': 'exit 1' });
    await expect(findPython('LocalStack', [12, 13])).rejects.toThrow(
      'LocalStack needs Python 3.12 to 3.13 with venv, and python3 is 3.6, without another: install one.',
    );
    onlyPrograms({});
    await expect(findPython('LocalStack', [12, 13])).rejects.toThrow('there is no python3 with venv on the PATH');
  });
});

describe('what can not be installed is told in one sentence', () => {
  test('without the installer', async () => {
    onlyPrograms({});
    await expect(npmPackage('x', '1')).rejects.toThrow('Could not install x@1 from npm: there is no npm on the PATH.');
    await expect(goCommand('a.test/b/cmd/x', 'v1')).rejects.toThrow('there is no go on the PATH.');
    const packages = { what: 'It', name: 'x@1', requirements: ['x==1'], python: [10, 14] as const };
    await expect(pythonPackages(packages)).rejects.toThrow('It needs Python 3.10 to 3.14 with venv');
  });

  test('when the registry refuses', async () => {
    onlyPrograms({ go: 'echo "go: a.test/b: module lookup disabled" >&2; exit 1' });
    await expect(goCommand('a.test/b/cmd/x', 'v1')).rejects.toThrow(
      /^Could not install x@v1 with Go: go: a\.test\/b: module lookup disabled \(Is the module proxy within reach\?\)$/,
    );
  });

  test('and is begun again the next time', async () => {
    const folder = onlyPrograms({ go: `echo built > "$GOBIN/x"` });
    expect(await goCommand('a.test/b/cmd/x', 'v1')).toBe(join(folder, 'cache', 'sfn-conformance', 'go', 'x@v1'));
  });
});
