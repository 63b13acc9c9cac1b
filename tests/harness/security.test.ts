import { createServer } from 'node:https';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import type { CaseBody } from '../../harness/context.js';
import '../../harness/matchers.js';
import { certificate, key } from './tls.js';
import { runOn, runOne } from './worker-for.js';

const lists: CaseBody = async ({ sfn }) => {
  expect(await sfn.listActivities()).toSucceed();
};

describe.for(['wire', 'sdk'] as const)('signatures, through the %s client', (client) => {
  const keys = { AKIDCONFORMANCE1: 'a secret/with+odd=characters' };
  const serve = async () => {
    const served = await serveEngine({ clock: 'virtual', keys });
    onTestFinished(() => served.close());
    return served.url;
  };
  const credentials = { accessKeyId: 'AKIDCONFORMANCE1', secretAccessKey: keys.AKIDCONFORMANCE1 };

  test('are right for a target that checks them', async () => {
    const record = await runOne(runOn(await serve(), { credentials }, { client }), async ({ sfn, machines }) => {
      const machine = await machines.create({ StartAt: 'Ä', States: { Ä: { Type: 'Pass', End: true } } });
      const input = JSON.stringify('x'.repeat(100_000));
      expect(await sfn.startExecution({ stateMachineArn: machine.arn, input })).toSucceed();
    });
    expect(record).toMatchObject({ verdict: 'pass', notes: [] });
  });

  test('are wrong with another secret', async () => {
    const wrong = { ...credentials, secretAccessKey: 'another' };
    const record = await runOne(runOn(await serve(), { credentials: wrong }, { client }), lists);
    expect(record).toMatchObject({ verdict: 'fail', actual: expect.stringMatching(/^40[03] .*Signature/) });
  });

  test('are well-formed but mean nothing when there are no keys', async () => {
    const record = await runOne(runOn(await serve(), {}, { client }), lists);
    expect(record).toMatchObject({ verdict: 'fail', actual: expect.stringMatching(/^40[03] .*(Token|Client)/) });
  });
});

test('a request may be unsigned, or signed, also to another path with a query', async () => {
  const served = await serveEngine({ clock: 'virtual', keys: { AKID: 'secret' } });
  onTestFinished(() => served.close());
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
  const record = await runOne(runOn(served.url, { credentials }), async ({ wire }) => {
    const request = { target: 'ListActivities', body: '{}' };
    expect(await wire.send(request)).toSucceed();
    const unsigned = await wire.send({ ...request, sign: false });
    expect(unsigned.error?.type).toMatch(/Missing/);
    expect(unsigned.request.headers).not.toHaveProperty('authorization');
  });
  expect(record).toMatchObject({ verdict: 'pass' });
});

describe('TLS', () => {
  const serve = async () => {
    const server = createServer({ cert: certificate, key }, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r' });
      response.end('{"activities":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  };

  test.for(['wire', 'sdk'] as const)('with an authority of its own, through the %s client', async (client) => {
    const record = await runOne(runOn(await serve(), { ca: certificate }, { client }), lists);
    expect(record).toMatchObject({ verdict: 'pass' });
  });

  test('with an authority that nobody knows: the network', async () => {
    const record = await runOne(runOn(await serve()), lists);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'network' });
    expect(record).toHaveProperty('reason', expect.stringContaining('self-signed certificate'));
  });

  test('where there is none: the network', async () => {
    const served = await serveEngine({ clock: 'virtual' });
    onTestFinished(() => served.close());
    const record = await runOne(runOn(served.url.replace('http:', 'https:')), lists);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'network' });
  });
});
