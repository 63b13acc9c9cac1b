import { describe, expect, onTestFinished, test } from 'vitest';
import { shownAddress } from '../../adapters/address.js';
import { probe } from '../../adapters/probe.js';
import { ProbeClient } from '../../adapters/probe-client.js';
import { loadAdapter } from '../../adapters/registry.js';
import { createDurableService } from '../../engine/durable/index.js';
import { type ServeOptions, serveEngine } from '../../engine/index.js';
import type { TargetInfo } from '../../harness/target.js';

const common = { region: 'us-east-1', edition: 'current', seed: 1 } as const;

async function probed(url: string) {
  const client = new ProbeClient({ url, region: 'us-east-1', timeoutMs: 2_000 });
  return await probe(client).finally(() => client.close());
}

async function engine(options: ServeOptions): Promise<string> {
  const served = await serveEngine(options);
  onTestFinished(() => served.close());
  return served.url;
}

describe('probe', () => {
  test('finds what the engine has today', async () => {
    const { capabilities, accountId } = await probed(await engine({ clock: 'real' }));
    expect(capabilities).toEqual(
      expect.arrayContaining([
        'activities',
        'aliases',
        'distributed-map',
        'express',
        'jsonata',
        'map',
        'redrive',
        'sync-express',
        'tags',
        'test-state',
        'update-machine',
        'validate-definition',
        'versions',
      ]),
    );
    expect(capabilities).not.toContain('auth');
    expect(accountId).toBe('123456789012');
  });

  test('finds what it had in 2017', async () => {
    const { capabilities } = await probed(await engine({ clock: 'real', edition: '2017-03-30' }));
    expect(capabilities).toEqual(['activities', 'activity-workers']);
  });

  test('tells whether there are routes of durable executions', async () => {
    const durable = createDurableService();
    onTestFinished(() => durable.close());
    expect((await probed(await engine({ clock: 'real', mounts: [durable.mount] }))).durableRoutes).toBe(true);
    expect((await probed(await engine({ clock: 'real' }))).durableRoutes).toBe(false);
  });

  test('leaves nothing behind', async () => {
    const served = await serveEngine({ clock: 'real' });
    onTestFinished(() => served.close());
    await probed(served.url);
    expect(await served.engine.call('ListStateMachines', {})).toMatchObject({ stateMachines: [] });
  });

  test.each(['null-ok-empty', 'null-refuse', 'null-garbage', 'null-html-500', 'null-silence', 'null-succeeded'])(
    'finds nothing in %s',
    async (name) => {
      const running = await (await loadAdapter(name)).start(common);
      onTestFinished(() => running.stop());
      expect((await probed(running.info.url)).capabilities).toEqual([]);
    },
  );
});

describe('the adapter of a URL', () => {
  const start = async (url: string): Promise<TargetInfo> => {
    const running = await (await loadAdapter('url')).start({ ...common, url });
    await running.stop();
    return running.info;
  };

  test('takes what listens there as it is, and leaves it running', async () => {
    const url = await engine({ clock: 'real' });
    // A served engine tells by itself that it keeps accounts apart: what it can do is not assumed, but asked.
    expect(await start(url)).toMatchObject({ name: url, isolation: 'account', clock: { kind: 'real' } });
    expect((await probed(url)).capabilities).toContain('activities');
  });

  test.each([
    ['http://127.0.0.1:1', 'the connection was refused'],
    ['http://no-such-host.invalid:80', 'the host name is not known. Is the name right?'],
  ])('says in a sentence why %s is no target', async (url, reason) => {
    await expect(start(url)).rejects.toThrow(reason);
  });

  test('says that nothing speaks TLS where https was asked for', async () => {
    const { url, close } = await serveEngine({ port: 0 });
    onTestFinished(close);
    await expect(start(url.replace('http:', 'https:'))).rejects.toThrow('Does it speak TLS there, or is it http://?');
  });
});

test('an address is shown without user name and password', () => {
  expect(shownAddress('https://user:secret@example.org:8443/sfn?key=1')).toBe('https://example.org:8443/sfn');
  expect(shownAddress('http://localhost:4566/')).toBe('http://localhost:4566');
});
