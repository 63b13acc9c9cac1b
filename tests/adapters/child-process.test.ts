import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort, startChild } from '../../adapters/child-process.js';
import { launch } from '../../adapters/launch.js';
import { answers } from '../../adapters/probe-client.js';
import { packageRoot } from '../../specs/package-root.js';

const BUILT = join(packageRoot, 'dist', 'adapters', 'child-process.js');
const isBuilt = existsSync(join(packageRoot, 'dist', 'adapters', 'supervisor.js'));
const SERVER = (port: number) =>
  `require('node:http').createServer((request, response) => {
    if (request.url === '/die') process.exit(7);
    response.end('{}');
  }).listen(${port}, '127.0.0.1', () => console.log('listening'))`;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});

const server = (port: number) => ({
  name: 'sample',
  command: process.execPath,
  args: ['-e', SERVER(port)],
  ready: () => answers(`http://127.0.0.1:${port}/`),
  readyMs: 20_000,
});

const title = 'a target of its own process';
describe.skipIf(!isBuilt)(isBuilt ? title : `${title} (skipped: run \`npm run build\`)`, { timeout: 60_000 }, () => {
  test('is started, logged and stopped', async () => {
    const port = await freePort();
    const child = await startChild(server(port));
    expect(await answers(`http://127.0.0.1:${port}/`)).toBe(true);
    expect(readFileSync(child.logFile, 'utf8')).toContain('listening');
    await child.stop();
    await child.stop();
    expect(await answers(`http://127.0.0.1:${port}/`)).toBe(false);
  });

  test('that ends before it is ready is an error with its last words', async () => {
    const args = ['-e', 'console.error("no port for me"); process.exit(3)'];
    const started = startChild({ ...server(1), args, ready: async () => false });
    await expect(started).rejects.toThrow(/sample ended before it was ready: "no port for me"/);
  });

  test('that stays silent is an error, and is stopped', async () => {
    const started = startChild({ ...server(await freePort()), ready: async () => false, readyMs: 300 });
    await expect(started).rejects.toThrow('did not answer within 0.3 s');
  });

  test('that can not be started is an error', async () => {
    const started = startChild({ ...server(1), command: '/no/such/program', ready: async () => false });
    await expect(started).rejects.toThrow('ended before it was ready');
  });

  test('ends when the process that started it is killed outright', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const script = `
      const { startChild } = await import(${JSON.stringify(pathToFileURL(BUILT).href)});
      await startChild({
        name: 'sample', command: process.execPath, args: ['-e', ${JSON.stringify(SERVER(port))}], readyMs: 20000,
        ready: () => fetch('${url}').then(() => true),
      });
      process.kill(process.pid, 'SIGKILL');`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await new Promise((resolve) => parent.once('exit', resolve));
    await vi.waitUntil(async () => !(await answers(url)), { timeout: 20_000, interval: 50 });
  });

  test('is started again at its address when it dies, until it is stopped', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { name: _, readyMs: __, ...process_ } = server(port);
    const target = { name: 'sample', version: '1', url, accountId: '123456789012', process: process_ };
    const running = await launch(target, { edition: 'current', region: 'us-east-1', seed: 1 });
    expect(running.info).toMatchObject({ restarts: true, capabilities: [] });
    expect(await answers(`${url}/die`)).toBe(false);
    await vi.waitUntil(() => answers(url), { timeout: 20_000, interval: 50 });
    expect(running.deaths?.()).toHaveLength(1);
    await running.stop();
    expect(await answers(url)).toBe(false);
  });
});
