import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { requestTarget } from '../../../engine/http/request-target.js';
import { type Served, type ServeOptions, serveEngine } from '../../../engine/index.js';

let served: Served | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

async function opened(options: ServeOptions = {}): Promise<Socket> {
  served = await serveEngine(options);
  const { port } = served;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect(port, '127.0.0.1', () => resolve(made));
    made.once('error', reject);
  });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** All that comes until the server closes the connection. */
function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  return new Promise((resolve) => socket.once('close', () => resolve(text)));
}

/** Sends these bytes, the last of them asking for the connection to be closed. @returns the answers, without their headers */
async function talk(bytes: string, options: ServeOptions = {}): Promise<{ status: number; body: string }[]> {
  const socket = await opened(options);
  const answer = received(socket);
  socket.write(bytes);
  return answersIn(await answer);
}

function answersIn(text: string): { status: number; body: string }[] {
  return text.split(/(?=HTTP\/1\.1 \d{3} )/).map((part) => ({
    status: Number(part.slice(9, 12)),
    body: part.slice(part.indexOf('\r\n\r\n') + 4),
  }));
}

const headers = (operation: string, ...more: readonly string[]) =>
  [
    'host: x',
    'content-type: application/x-amz-json-1.0',
    `x-amz-target: AWSStepFunctions.${operation}`,
    ...more,
    '',
    '',
  ].join('\r\n');

const post = (operation: string, body: string, ...more: readonly string[]) =>
  `POST / HTTP/1.1\r\n${headers(operation, `content-length: ${Buffer.byteLength(body)}`, ...more)}${body}`;
const last = post('ListActivities', '{}', 'connection: close');
const listed = { status: 200, body: '{"activities":[]}' };

const echo: ServeOptions = {
  mounts: [
    {
      matches: ({ path }) => path.startsWith('/echo'),
      handle: ({ method, path, query }) => ({ status: 200, body: JSON.stringify({ method, path, query }) }),
    },
  ],
};

describe('the target of a request line', () => {
  test.each([
    ['/', '/', ''],
    ['/a?b=c', '/a', 'b=c'],
    ['/a?b=c?d=e&f=?', '/a', 'b=c?d=e&f=?'],
    ['/a?', '/a', ''],
    ['?x', '/', 'x'],
    ['', '/', ''],
    ['*', '*', ''],
    ['http://host:1/a%2Fb?c', '/a%2Fb', 'c'],
    ['HTTPS://host', '/', ''],
    ['http://host?q=1', '/', 'q=1'],
    ['/http://host/a', '/http://host/a', ''],
    ['//host/a', '//host/a', ''],
  ])('%j is %j and %j', (url, path, query) => {
    expect(requestTarget(url)).toEqual({ path, query });
  });

  test('reaches a second API whole, in either form', async () => {
    const lines = ['/echo/a?b=1?c=2&b=3', 'http://x/echo/a?b=1?c=2&b=3'];
    const [first, second] = lines.map((line) => `GET ${line} HTTP/1.1\r\nhost: x\r\n`);
    const answers = await talk(`${first}\r\n${second}connection: close\r\n\r\n`, echo);
    const asked = { method: 'GET', path: '/echo/a', query: 'b=1?c=2&b=3' };
    expect(answers.map(({ body }) => JSON.parse(body) as unknown)).toEqual([asked, asked]);
  });

  test('leads to the control in either form, and never to another host', async () => {
    const [relative, absolute] = await talk(
      'GET /_health?x HTTP/1.1\r\nhost: x\r\n\r\nGET http://elsewhere.invalid/_health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    );
    expect(relative).toMatchObject({ status: 200, body: expect.stringContaining('"status":"ok"') });
    expect(absolute).toMatchObject({ status: 200, body: expect.stringContaining('"status":"ok"') });
  });
});

describe('a connection is usable after', () => {
  test.each<[string, string, number]>([
    ['an operation that is unknown', post('NoSuchOperation', '{}'), 400],
    ['a body that is no JSON', post('ListActivities', '{oops'), 400],
    ['a constraint that is broken', post('ListActivities', '{"maxResults": -1}'), 400],
    ['a method that is none', `PUT / HTTP/1.1\r\n${headers('ListActivities', 'content-length: 2')}{}`, 404],
    ['a path that is none', 'GET /_nothing HTTP/1.1\r\nhost: x\r\n\r\n', 404],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n', 404],
    ['a header that comes twice', post('ListActivities', '{}', 'x-amz-target: AWSStepFunctions.ListActivities'), 400],
  ])('%s', async (_, bytes, status) => {
    const answers = await talk(bytes + last);
    expect(answers.map((answer) => answer.status)).toEqual([status, 200]);
    expect(answers[1]).toEqual(listed);
  });

  test('HEAD, which is answered without a body', async () => {
    const answers = await talk(`HEAD /_health HTTP/1.1\r\nhost: x\r\n\r\n${last}`);
    expect(answers).toEqual([{ status: 200, body: '' }, listed]);
    const refused = await talk(`HEAD / HTTP/1.1\r\nhost: x\r\n\r\n${last}`);
    expect(refused).toEqual([{ status: 404, body: '' }, listed]);
  });

  test('a body in chunks, cut anywhere', async () => {
    const chunked = (...chunks: readonly string[]) =>
      [...chunks, ''].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
    const head = `POST / HTTP/1.1\r\n${headers('CreateActivity', 'transfer-encoding: chunked')}`;
    const [made] = await talk(head + chunked('{"na', 'me":"', 'a"}') + last);
    expect(made).toMatchObject({ status: 200, body: expect.stringContaining(':activity:a"') });
  });
});

test('a client that asks first is told to go on', async () => {
  const socket = await opened();
  const answer = received(socket);
  const body = '{"name":"asked-first"}';
  const more = [`content-length: ${body.length}`, 'expect: 100-continue', 'connection: close'];
  socket.write(`POST / HTTP/1.1\r\n${headers('CreateActivity', ...more)}`);
  socket.once('data', () => socket.write(body));
  const [goOn, made] = answersIn(await answer);
  expect(goOn?.status).toBe(100);
  expect(made).toMatchObject({ status: 200, body: expect.stringContaining('asked-first') });
});

describe('an answer comes, and the server goes on, when', () => {
  test.each<[string, string, number]>([
    [
      'the headers are too long',
      `POST / HTTP/1.1\r\n${headers('ListActivities', `x-long: ${'a'.repeat(40_000)}`)}`,
      431,
    ],
    ['it is no HTTP', 'GARBAGE\r\n\r\n', 400],
    ['the length is no number', `POST / HTTP/1.1\r\n${headers('ListActivities', 'content-length: two')}{}`, 400],
    [
      'there are two lengths',
      `POST / HTTP/1.1\r\n${headers('ListActivities', 'content-length: 2', 'transfer-encoding: chunked')}{}`,
      400,
    ],
    [
      'it wants something else first',
      `POST / HTTP/1.1\r\n${headers('ListActivities', 'expect: luck', 'connection: close')}`,
      417,
    ],
    ['more comes than was announced', `${post('ListActivities', '{}', 'content-length: 1')}`, 400],
  ])('%s', async (_, bytes, status) => {
    const answers = await talk(bytes);
    expect(answers[0]?.status).toBe(status);
    const again = await fetch(served!.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListActivities' },
      body: '{}',
    });
    expect(again.status).toBe(200);
  });
});

test('a client that announces more than it sends and leaves is forgotten', async () => {
  const socket = await opened();
  const { engine } = served!;
  socket.write(`POST / HTTP/1.1\r\n${headers('CreateActivity', 'content-length: 100')}{"name":`);
  await expect.poll(() => engine.account().load.requests).toBe(1);
  socket.destroy();
  await expect.poll(() => engine.account().load.requests).toBe(0);
  expect(await engine.call('ListActivities', {})).toEqual({ activities: [] });
});
