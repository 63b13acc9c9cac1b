import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as sfn from '@aws-sdk/client-sfn';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import { parseTranscript } from '../../harness/transcripts/transcript-reader.js';
import { startProxy } from '../../proxy/proxy.js';
import type { ProxySummary } from '../../proxy/watcher.js';
import { packageRoot } from '../../specs/package-root.js';

const isBuilt = existsSync(join(packageRoot, 'dist', 'proxy', 'watcher-thread.js'));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sfn-conformance-proxy-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function proxyTo(target: string, transcript?: string) {
  const proxy = await startProxy({
    target: new URL(target),
    edition: 'current',
    toolVersion: '0',
    ...(transcript === undefined ? {} : { transcript }),
  });
  onTestFinished(async () => void (await proxy.close()));
  return proxy;
}

async function httpTarget(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A target that keeps what it receives, and answers each connection with `answer` at once. */
async function rawTarget(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connectTo(url: string): Socket {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** All that comes until the other side ends. */
async function readAll(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'end');
  return Buffer.concat(parts);
}

const headers = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSStepFunctions.${operation}`,
});

async function call(url: string, operation: string, input: object) {
  const answer = await fetch(url, { method: 'POST', headers: headers(operation), body: JSON.stringify(input) });
  return (await answer.json()) as Record<string, unknown>;
}

const ruleOf = ({ rows }: ProxySummary, operation: string, rule: string) =>
  rows.find((row) => row.operation === operation && row.rule === rule);

const title = 'a proxy';
describe.skipIf(!isBuilt)(isBuilt ? title : `${title} (skipped: run \`npm run build\`)`, () => {
  test('passes bytes on as they are, in both directions, whatever they say', async () => {
    const sent = Buffer.concat([
      Buffer.from(
        'pOsT /a%2fb/../c?x HTTP/1.1\r\nHOST: elsewhere:1\r\nX-Twice: 1\r\nx-tWice:2\r\nContent-Length: 4\r\n\r\n',
      ),
      Buffer.from([0, 255, 13, 10]),
      Buffer.from('BREW /pot HTCPCP/1.0\r\n\r\n\u0000'),
    ]);
    const answered = Buffer.concat([
      Buffer.from(
        'HTTP/1.1 299 Odd  Reason\r\nX-aMz: \tq \r\ntransfer-encoding: chunked\r\n\r\n1;a=b\r\n\u0007\r\n0\r\nT: 1\r\n\r\n',
      ),
      gzipSync('more'),
    ]);
    let received: Promise<Buffer> | undefined;
    const target = await rawTarget((socket) => {
      received = readAll(socket);
      void received.then(() => socket.end(answered));
    });
    const { url } = await proxyTo(target);
    const client = connectTo(url);
    // The client ends its half first, and still gets the answer.
    client.end(sent);
    expect(await readAll(client)).toEqual(answered);
    expect(await received).toEqual(sent);
  });

  test('keeps signatures valid for the AWS SDK, and judges what passes', async () => {
    const keys = { AKIDCONFORMANCE123: 'a secret/key' };
    const engine = await serveEngine({ clock: 'real', keys });
    onTestFinished(() => engine.close());
    const path = join(folder(), 't.jsonl');
    const proxy = await proxyTo(engine.url, path);
    const client = new SFNClient({
      endpoint: proxy.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDCONFORMANCE123', secretAccessKey: keys.AKIDCONFORMANCE123 },
    });
    onTestFinished(() => client.destroy());
    const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
    const { stateMachineArn } = await client.send(
      new sfn.CreateStateMachineCommand({ name: 'm', definition, roleArn: 'arn:aws:iam::123456789012:role/r' }),
    );
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new sfn.GetExecutionHistoryCommand({ executionArn, maxResults: 2, ...(nextToken && { nextToken }) }),
      );
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    await expect(client.send(new sfn.DescribeExecutionCommand({ executionArn: 'arn:no' }))).rejects.toThrow(/Arn/);
    const summary = await proxy.close();
    expect(summary).toMatchObject({ judged: 5, unanswered: 0, unread: 0, others: 0, opaque: 0, faults: [] });
    expect(summary.rows.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(ruleOf(summary, 'GetExecutionHistory', 'history:one-terminal-event-last')).toMatchObject({ exchanges: 1 });
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('AKIDCONFORMANCE123');
    expect(text).not.toMatch(/Signature=[0-9a-f]/);
    const parsed = parseTranscript(text);
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    expect(parsed.transcript.exchanges.map(({ operation }) => operation)).toEqual([
      'CreateStateMachine',
      'StartExecution',
      'GetExecutionHistory',
      'GetExecutionHistory',
      'DescribeExecution',
    ]);
  });

  test('finds what a target does wrong, and reads compressed answers', async () => {
    const target = await httpTarget((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"executionArn": 7}'));
    });
    const proxy = await proxyTo(target);
    expect(await call(proxy.url, 'StartExecution', {})).toEqual({ executionArn: 7 });
    await (await fetch(`${proxy.url}/bucket/key`, { method: 'PUT', body: 'an object' })).text();
    const summary = await proxy.close();
    expect(summary).toMatchObject({ judged: 1, others: 1 });
    expect(ruleOf(summary, 'StartExecution', 'protocol:content-type')).toMatchObject({ violations: 1 });
    expect(ruleOf(summary, 'StartExecution', 'schema:response/executionArn/type')).toMatchObject({
      violations: 1,
      example: expect.stringContaining('executionArn is 7'),
    });
  });

  test('judges durable executions by their own edition', async () => {
    const target = await httpTarget((_, response) => response.end('{"DurableExecutionArn":1}'));
    const proxy = await proxyTo(target);
    await (await fetch(`${proxy.url}/2025-12-01/durable-executions/arn%3Ax`)).text();
    const summary = await proxy.close();
    expect(summary.rows.find(({ violations }) => violations > 0)).toMatchObject({ operation: 'GetDurableExecution' });
  });

  test('answers 502 with one sentence where there is no target', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const proxy = await proxyTo(`http://127.0.0.1:${port}`);
    const body = 'x'.repeat(5_000_000);
    const answer = await fetch(proxy.url, { method: 'POST', headers: headers('ListStateMachines'), body });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({
      __type: 'BadGateway',
      message: `sfn-conformance proxy: The target http://127.0.0.1:${port} gave no answer: the connection was refused.`,
    });
    expect(await proxy.close()).toMatchObject({ judged: 0, unanswered: 1 });
  });

  test('answers 502 for a target that hangs up without a word', async () => {
    const proxy = await proxyTo(await rawTarget((socket) => socket.once('data', () => socket.destroy())));
    const answer = await fetch(proxy.url, { method: 'POST', headers: headers('ListStateMachines'), body: '{}' });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toMatch(/gave no answer: it (closed|broke) the connection/);
  });

  test('breaks off an answer where the target does', async () => {
    const target = await rawTarget((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"a"', () => socket.resetAndDestroy());
      }),
    );
    const proxy = await proxyTo(target);
    const answer = fetch(proxy.url, { method: 'POST', headers: headers('ListStateMachines'), body: '{}' });
    await expect(answer.then((got) => got.text())).rejects.toThrow();
    expect(await proxy.close()).toMatchObject({ judged: 0, unanswered: 1 });
  });

  test('tells the target when a client gives up a long poll', async () => {
    let gone: Promise<unknown> | undefined;
    let arrived: (() => void) | undefined;
    const polled = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const target = await httpTarget((_, response) => {
      gone = once(response, 'close');
      arrived?.();
    });
    const proxy = await proxyTo(target);
    const abort = new AbortController();
    const poll = fetch(proxy.url, {
      method: 'POST',
      headers: headers('GetActivityTask'),
      body: '{}',
      signal: abort.signal,
    });
    await polled;
    abort.abort();
    await expect(poll).rejects.toThrow();
    await gone;
    expect(await proxy.close()).toMatchObject({ judged: 0, unanswered: 1 });
  });

  test('keeps connections open, and carries ten megabytes each way', async () => {
    const target = await httpTarget((request, response) => {
      request.pipe(response);
    });
    const proxy = await proxyTo(target, join(folder(), 't.jsonl'));
    const socket = connectTo(proxy.url);
    const body = Buffer.alloc(10_000_000, '{"activities":[]} ');
    for (let round = 0; round < 2; round++) {
      socket.write(
        `POST / HTTP/1.1\r\nhost: x\r\nx-amz-target: AWSStepFunctions.ListActivities\r\ncontent-length: ${body.length}\r\n\r\n`,
      );
      socket.write(body);
      // The head, the framing of chunks and the body: the last chunk ends it.
      const parts: Buffer[] = [];
      while (!parts.at(-1)?.toString('latin1').endsWith('0\r\n\r\n'))
        parts.push((await once(socket, 'data'))[0] as Buffer);
      expect(Buffer.concat(parts).length).toBeGreaterThan(body.length);
    }
    expect(await proxy.close()).toMatchObject({ judged: 2, unanswered: 0 });
  });

  test('can not start with a transcript that can not be written', async () => {
    const started = startProxy({
      target: new URL('http://127.0.0.1:1'),
      edition: 'current',
      toolVersion: '0',
      transcript: join(folder(), 'no', 'such', 'folder.jsonl'),
    });
    await expect(started).rejects.toMatchObject({ name: 'TranscriptError', cause: { code: 'ENOENT' } });
  });
});
