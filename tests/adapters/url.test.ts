import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ProbeClient } from '../../adapters/probe-client.js';
import { adapter } from '../../adapters/url/adapter.js';
import { serveEngine } from '../../engine/index.js';

const options = { edition: 'current', region: 'us-east-1', seed: 1 } as const;

describe('a target at a URL', () => {
  test.each(['real', 'virtual'] as const)("that is the project's own engine tells of its %s clock", async (clock) => {
    const served = await serveEngine({ clock });
    onTestFinished(() => served.close());
    const { info } = await adapter.start({ ...options, url: served.url });
    expect(info.isolation).toBe('account');
    expect(info.clock).toEqual(
      clock === 'real' ? { kind: 'real' } : { kind: 'virtual', control: `${served.url}/_engine/clock` },
    );
  });

  test('keeps one account for all cases when there are keys', async () => {
    const served = await serveEngine({ clock: 'virtual', keys: { AKID: 'secret' } });
    onTestFinished(() => served.close());
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
    const { info } = await adapter.start({ ...options, url: served.url, credentials });
    expect(info).toMatchObject({ isolation: 'none', clock: { kind: 'virtual' } });
    expect(info.capabilities).toContain('auth');
  });

  test('that goes by a header for the account has one for each case', async () => {
    const served = await serveEngine({ clock: 'virtual' });
    onTestFinished(() => served.close());
    // As moto does: whatever the key, the account is the header's, or else always the same.
    const server = createServer((request, response) => {
      const account = String(request.headers['x-moto-account-id'] ?? '123456789012');
      const { authorization } = request.headers;
      const headers = {
        ...request.headers,
        ...(authorization && { authorization: authorization.replace(/(Credential=)[^/]+/, `$1${account}`) }),
      };
      const { method, url } = request;
      const passed = send(new URL(url ?? '/', served.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(passed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const header = 'x-moto-account-id';
    const { info } = await adapter.start({ ...options, url });
    expect(info).toMatchObject({ isolation: 'account', accountHeader: header });
    // The probe leaves nothing behind.
    for (const account of ['610987654321', '610987654322', '123456789012']) {
      const client = new ProbeClient({ url, region: 'us-east-1', timeoutMs: 5_000, headers: { [header]: account } });
      onTestFinished(() => client.close());
      expect(await client.call('ListStateMachines', {})).toMatchObject({ body: { stateMachines: [] } });
    }
  });

  test('that is anything else keeps the clock of the wall', async () => {
    const server = createServer((_, response) => response.end('{"status":"ok","clock":"virtual"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { info } = await adapter.start({ ...options, url });
    expect(info).toMatchObject({ isolation: 'none', clock: { kind: 'real' } });
  });
});
