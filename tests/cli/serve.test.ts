import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { serveCommand } from '../../cli/serve.js';

let printed = '';
let folder = '';
beforeEach(() => {
  printed = '';
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the condition did not come true');
    await new Promise(setImmediate);
  }
}

async function serve(...args: string[]) {
  const ended = serveCommand()
    .exitOverride()
    .parseAsync(['node', 'serve', '--port', '0', ...args]);
  await Promise.race([until(() => printed.includes('\n')), ended]);
  return { url: /http:\S+/.exec(printed)?.[0] ?? '', ended };
}

describe('serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'prints its address once, serves, and ends cleanly on %s',
    async (signal) => {
      const { url, ended } = await serve('--clock', 'virtual', '--edition', '2017-03-30');
      expect(printed).toMatch(
        /^sfn-conformance serve: http:\/\/127\.0\.0\.1:\d+ \(edition 2017-03-30, virtual clock\)\n$/,
      );
      expect(await (await fetch(`${url}/_health`)).json()).toMatchObject({ status: 'ok', edition: '2017-03-30' });
      process.emit(signal);
      await ended;
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test('says in one sentence that the port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const refused = serveCommand().parseAsync(['node', 'serve', '--port', String(port)]);
    await expect(refused).rejects.toMatchObject({
      exitCode: 4,
      message: `127.0.0.1:${port} is in use: choose another --port, or 0 for a free one.`,
    });
    taken.close();
  });

  test('reads a mock file, and refuses one that is none', async () => {
    const file = join(folder, 'mock.json');
    writeFileSync(file, '{"MockedResponses": {"x": {"0": {}}}}');
    await expect(serveCommand().parseAsync(['node', 'serve', '--mock', file])).rejects.toMatchObject({
      exitCode: 2,
      message: `${file} is no mock file: MockedResponses.x.0: expected one of Return and Throw.`,
    });
    writeFileSync(file, '{"StateMachines": {}}');
    const { ended } = await serve('--mock', file);
    process.emit('SIGTERM');
    await ended;
  });

  test.each([
    [['--fault', 'no-such-fault'], 'There is no fault "no-such-fault". See `sfn-conformance list faults`.'],
    [['--fault', 'list-zero-is-nome'], 'There is no fault "list-zero-is-nome". Did you mean list-zero-is-none?'],
    [['--auth', 'key:'], '--auth: expected <access key id>:<secret access key>.'],
    [['--lambda-endpoint', 'nowhere'], '--lambda-endpoint: nowhere is not an http URL.'],
    [['--auth', 'key'], '--auth: expected <access key id>:<secret access key>.'],
  ])('refuses %j', async (args, message) => {
    await expect(serveCommand().parseAsync(['node', 'serve', '--port', '0', ...args])).rejects.toMatchObject({
      exitCode: 2,
      message,
    });
  });
});
