import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cacheFolder, installedFolder, newLogFile } from '../../adapters/cache.js';

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('installedFolder', () => {
  test('installs once, whoever asks at once or later', async () => {
    let installs = 0;
    const install = async (folder: string) => {
      installs += 1;
      writeFileSync(join(folder, 'thing'), '');
    };
    const folders = await Promise.all([1, 2, 3].map(() => installedFolder('npm/thing@1', install)));
    folders.push(await installedFolder('npm/thing@1', install));
    expect(installs).toBe(1);
    expect(new Set(folders)).toEqual(new Set([join(cacheFolder(), 'npm/thing@1')]));
    expect(existsSync(join(folders[0]!, 'thing'))).toBe(true);
  });

  test('begins again from an empty folder after an install that failed', async () => {
    const broken = installedFolder('npm/thing@1', async (folder) => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('no network');
    });
    await expect(broken).rejects.toThrow('no network');
    const folder = await installedFolder('npm/thing@1', async () => undefined);
    expect(existsSync(join(folder, 'half'))).toBe(false);
  });

  test('takes over the lock of a process that died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const lock = join(cacheFolder(), 'npm', 'thing@1.lock');
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, 'pid'), String(pid));
    await expect(installedFolder('npm/thing@1', async () => undefined)).resolves.toContain('thing@1');
    expect(existsSync(lock)).toBe(false);
  });
});

test('newLogFile keeps the logs of a target few', async () => {
  const folder = join(cacheFolder(), 'logs');
  mkdirSync(folder, { recursive: true });
  const old = Array.from({ length: 30 }, (_, n) =>
    join(folder, `moto.2020-01-${String(n + 1).padStart(2, '0')}.1.log`),
  );
  for (const path of old) writeFileSync(path, '');
  writeFileSync(join(folder, 'ministack.2020-01-01.1.log'), '');
  const fresh = await newLogFile('moto');
  expect(fresh).toContain(join(folder, 'moto.'));
  expect(old.filter(existsSync)).toHaveLength(19);
  expect(existsSync(join(folder, 'ministack.2020-01-01.1.log'))).toBe(true);
});
