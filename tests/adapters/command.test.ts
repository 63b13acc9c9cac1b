import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { assertListening } from '../../adapters/address.js';
import { freePort } from '../../adapters/child-process.js';
import { adapter } from '../../adapters/command/adapter.js';
import { readCommandConfig, splitWords } from '../../adapters/command/config.js';
import { packageRoot } from '../../specs/package-root.js';

const MAIN = join(packageRoot, 'dist', 'cli', 'main.js');
const isBuilt = existsSync(MAIN);
const options = { edition: 'current', region: 'us-east-1', seed: 1 } as const;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-command-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});

function written(text: string, name = 'mine.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the configuration of a command', () => {
  test('is completed: name, folder, address and ready check', () => {
    expect(readCommandConfig(written('command: ./emulator --port {port}\nenv: { DEBUG: true, N: 1 }\n'))).toEqual({
      name: 'mine',
      command: ['./emulator', '--port', '{port}'],
      cwd: folder,
      env: { DEBUG: 'true', N: '1' },
      url: 'http://127.0.0.1:{port}',
      ready: { kind: 'tcp' },
      readyMs: 60_000,
      capabilities: [],
    });
  });

  test('may be JSON, or a command line by itself', () => {
    mkdirSync(join(folder, 'in'));
    const json = written('{"name": "x", "command": ["a b", "c"], "cwd": "in", "ready": "http://h/"}', 'x.json');
    expect(readCommandConfig(json)).toMatchObject({
      name: 'x',
      command: ['a b', 'c'],
      cwd: join(folder, 'in'),
      ready: { kind: 'http', url: 'http://h/' },
    });
    expect(readCommandConfig('emulator --port {port}')).toMatchObject({
      name: 'command',
      command: ['emulator', '--port', '{port}'],
    });
  });

  test.each([
    [`a  'b c' "d \\"e\\"" f\\ g ''`, ['a', 'b c', 'd "e"', 'f g', '']],
    ['--x="1 2"', ['--x=1 2']],
  ])('splits %s into words as a shell would', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test.each([
    ['name: x', 'it has no command'],
    ['comand: x', '"comand" is no setting; there are name,'],
    ['command: x\nreddy: tcp', '"reddy" is no setting; there are name, version, command,'],
    ['command: x\nport: "a"', 'port must be integer'],
    ['command: x\nready: udp', 'ready must be tcp, or a URL that begins with http:// or https://'],
    ['command: x\ncapabilities: [flying]', 'capabilities.0 must be one of activities,'],
    ['command: [', 'is no YAML'],
    ['command: "a \'b"', 'a quote that is not closed'],
    ['- a', 'it must be object'],
  ])('that says %j is refused with one sentence', (text, sentence) => {
    const path = written(text);
    expect(() => readCommandConfig(path)).toThrow(
      expect.objectContaining({ name: 'TargetUsageError', message: expect.stringContaining(sentence) }),
    );
  });

  test('that is not there is refused', () => {
    expect(() => readCommandConfig('./no-such.yaml')).toThrow(/Can't read .*no-such\.yaml: there is no such file\.$/);
  });
});

const title = 'a target that a command starts';
describe.skipIf(!isBuilt)(isBuilt ? title : `${title} (skipped: run \`npm run build\`)`, { timeout: 60_000 }, () => {
  test('is started, told its port, probed, and ended with all that it started', async () => {
    const left = join(folder, 'left');
    const ended = join(folder, 'ended');
    // A shell that starts a helper: both must be gone in the end.
    const script = `sleep 1000 & echo $! > ${left}; exec "$NODE" "$MAIN" serve --port "$PORT"`;
    const config = written(
      JSON.stringify({
        version: 7,
        command: ['sh', '-c', script],
        env: { PORT: '{port}', NODE: process.execPath, MAIN },
        ready: 'http://127.0.0.1:{port}/_health',
        stop: ['sh', '-c', `echo {port} > ${ended}`],
        capabilities: ['sfn-tasks'],
      }),
    );
    const running = await adapter.start({ ...options, config });
    const { info } = running;
    expect(info).toMatchObject({ name: 'mine', version: '7', clock: { kind: 'real' } });
    expect(info.capabilities).toEqual(expect.arrayContaining(['activities', 'jsonata', 'sfn-tasks']));
    expect(readFileSync(running.logs ?? '', 'utf8')).toContain('sfn-conformance serve: http://127.0.0.1:');
    await running.stop();
    await expect(assertListening(info.url, 1_000)).rejects.toThrow(/refused/);
    expect(readFileSync(ended, 'utf8').trim()).toBe(new URL(info.url).port);
    const helper = Number(readFileSync(left, 'utf8'));
    await vi.waitFor(() => expect(() => process.kill(helper, 0)).toThrow(), { timeout: 10_000 });
  });

  test('that ends at once says so with its last words', async () => {
    const started = adapter.start({
      ...options,
      config: `${process.execPath} -e "console.error('no licence'); process.exit(2)"`,
    });
    await expect(started).rejects.toThrow(/ended before it was ready: "no licence"/);
  });

  test('is not started where something listens already', async () => {
    const port = await freePort();
    const server = (await import('node:http')).createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    const started = adapter.start({ ...options, config: written(`command: x\nport: ${port}`) });
    await expect(started).rejects.toThrow(/Something listens at http:\/\/127\.0\.0\.1:\d+ already/);
  });
});
