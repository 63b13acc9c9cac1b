import { connect } from 'node:net';
import {
  CreateStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { type Served, type ServeOptions, serveEngine } from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
const waiting = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } });

let served: Served | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

async function serve(options: ServeOptions = {}): Promise<string> {
  served = await serveEngine(options);
  return served.url;
}

const credential = (accessKeyId: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=00`,
});

interface Answer {
  status: number;
  type: string | null;
  requestId: string | null;
  body: Record<string, unknown>;
}

async function send(
  url: string,
  target: string | undefined,
  body: string | undefined,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      ...(target === undefined ? {} : { 'x-amz-target': target }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    requestId: response.headers.get('x-amzn-requestid'),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const call = (url: string, operation: string, input: object = {}, headers: Record<string, string> = {}) =>
  send(url, `AWSStepFunctions.${operation}`, JSON.stringify(input), headers);

async function createMachine(url: string, text = definition, more: object = {}): Promise<string> {
  return (await call(url, 'CreateStateMachine', { name: 'm', roleArn, definition: text, ...more })).body
    .stateMachineArn as string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the protocol', () => {
  test('every answer has a fresh request id and the content type', async () => {
    const url = await serve();
    const answers = [
      await call(url, 'ListStateMachines'),
      await call(url, 'NoSuchOperation'),
      await call(url, 'DescribeExecution', { executionArn: 'x' }),
      await send(url, 'AWSStepFunctions.ListStateMachines', '{'),
      await send(url, undefined, undefined, {}, 'GET'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 400, 404]);
    for (const { type, requestId } of answers) {
      expect(type).toBe('application/x-amz-json-1.0');
      expect(requestId).toMatch(uuid);
    }
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(5);
  });

  test.each([
    ['{"maxResults"', 'SerializationException'],
    ['[]', 'SerializationException'],
    ['5', 'SerializationException'],
    ['null', 'SerializationException'],
    ['{"maxResults": "5"}', 'SerializationException'],
    ['{"maxResults": 1001}', 'ValidationException'],
  ])('the body %s is refused: %s', async (body, name) => {
    const answer = await send(await serve(), 'AWSStepFunctions.ListStateMachines', body);
    expect(answer.status).toBe(400);
    expect(String(answer.body.__type).split('#')[1]).toBe(name);
  });

  test('an empty body is an empty request, and content type parameters do not matter', async () => {
    const url = await serve();
    expect(await send(url, 'AWSStepFunctions.ListStateMachines', '')).toMatchObject({
      status: 200,
      body: { stateMachines: [] },
    });
    const parameters = { 'content-type': 'application/x-amz-json-1.0; charset=utf-8' };
    expect((await send(url, 'AWSStepFunctions.ListStateMachines', '{}', parameters)).status).toBe(200);
    expect(
      (await send(url, 'AWSStepFunctions.ListStateMachines', '{}', { 'content-type': 'application/json' })).status,
    ).toBe(200);
    expect((await send(url, 'AWSStepFunctions.ListStateMachines', '{}', { 'content-type': 'text/plain' })).status).toBe(
      404,
    );
  });

  test.each(['AWSStepFunctions.Nothing', 'Other.ListStateMachines', 'ListStateMachines', ''])(
    'the target %j is unknown',
    async (target) => {
      expect(await send(await serve(), target, '{}')).toMatchObject({
        status: 400,
        body: { __type: 'com.amazon.coral.service#UnknownOperationException' },
      });
    },
  );

  test('errors name their layer', async () => {
    const url = await serve();
    expect((await call(url, 'DescribeStateMachine', { stateMachineArn: 'x' })).body).toEqual({
      __type: 'com.amazonaws.swf.service.v2.model#InvalidArn',
      message: "Invalid Arn: 'Invalid ARN prefix: x'",
    });
    expect((await call(url, 'DescribeStateMachine')).body.__type).toBe('com.amazon.coral.validate#ValidationException');
  });

  test('a failure of the engine is a 500, and is reported', async () => {
    const failures: unknown[] = [];
    const url = await serve({
      operations: { ListActivities: () => JSON.parse('{') },
      onFailure: (failure) => failures.push(failure),
    });
    expect(await call(url, 'ListActivities')).toMatchObject({
      status: 500,
      body: { __type: 'com.amazon.coral.service#InternalFailure' },
    });
    expect(failures).toHaveLength(1);
    expect((await call(url, 'ListStateMachines')).status).toBe(200);
  });

  test('handlers can be wrapped and answers rewritten', async () => {
    const url = await serve({
      rewriteResponse: (operation, output) => (operation === 'ListActivities' ? { ...output, extra: 1 } : output),
    });
    served?.engine.wrapOperation('ListStateMachines', (handle) => async (input, at) => ({
      ...(await handle(input, at)),
      wrapped: true,
    }));
    expect((await call(url, 'ListActivities')).body).toEqual({ activities: [], extra: 1 });
    expect((await call(url, 'ListStateMachines')).body).toEqual({ stateMachines: [], wrapped: true });
  });
});

describe('accounts', () => {
  test('a key id of twelve digits is an account, everybody else shares one', async () => {
    const url = await serve();
    const arn = (id: string) => `arn:aws:states:us-east-1:${id}:activity:a`;
    expect((await call(url, 'CreateActivity', { name: 'a' }, credential('111122223333'))).body.activityArn).toBe(
      arn('111122223333'),
    );
    expect((await call(url, 'CreateActivity', { name: 'a' }, credential('AKIATEST'))).body.activityArn).toBe(
      arn('123456789012'),
    );
    expect((await call(url, 'ListActivities')).body.activities).toHaveLength(1);
    expect((await call(url, 'ListActivities', {}, credential('444455556666'))).body.activities).toHaveLength(0);
  });

  test('have clocks of their own', async () => {
    const url = await serve();
    const control = async (body: object) => {
      const response = await fetch(`${url}/_engine/clock`, { method: 'POST', body: JSON.stringify(body) });
      return { status: response.status, ...((await response.json()) as { now: number; next: number | null }) };
    };
    const stateMachineArn = await createMachine(url, waiting);
    const { executionArn } = (await call(url, 'StartExecution', { stateMachineArn })).body;
    const before = await control({ advanceMs: 0 });
    expect(before).toMatchObject({ next: Number(before.now) + 60_000, taskCalls: 0, polls: 0, requests: 0 });
    await control({ accountId: '111122223333', advanceMs: 1e9 });
    expect((await call(url, 'DescribeExecution', { executionArn })).body.status).toBe('RUNNING');
    expect(await control({ toNext: true, limitMs: 59_999 })).toMatchObject({ now: before.now });
    expect(await control({ toNext: true })).toMatchObject({ now: Number(before.now) + 60_000, next: null });
    expect((await call(url, 'DescribeExecution', { executionArn })).body.status).toBe('SUCCEEDED');
    expect(await control({ advanceMs: -1 })).toMatchObject({ status: 400 });
  });

  test('the real clock is not moved', async () => {
    const url = await serve({ clock: 'real' });
    const move = (advanceMs: number) =>
      fetch(`${url}/_engine/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) });
    expect((await move(1)).status).toBe(409);
    expect((await move(0)).status).toBe(200);
    expect(await (await fetch(`${url}/_health`)).json()).toMatchObject({ status: 'ok', edition: 'current' });
  });
});

describe('a poll', () => {
  const polls = () => served?.engine.account().load.polls;
  const until = async (condition: () => boolean) => {
    const deadline = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error('the condition did not come true');
      await new Promise(setImmediate);
    }
  };

  test('ends when its client goes away', async () => {
    const url = await serve();
    const { activityArn } = (await call(url, 'CreateActivity', { name: 'a' })).body;
    const gone = new AbortController();
    const poll = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.GetActivityTask' },
      body: JSON.stringify({ activityArn }),
      signal: gone.signal,
    });
    poll.catch(() => undefined);
    await until(() => polls() === 1);
    gone.abort();
    await until(() => polls() === 0);
    expect(served?.engine.account().load.requests).toBe(0);
  });

  test('is answered when the server closes', async () => {
    const url = await serve();
    const { activityArn } = (await call(url, 'CreateActivity', { name: 'a' })).body;
    const poll = call(url, 'GetActivityTask', { activityArn });
    await until(() => polls() === 1);
    await served?.close();
    expect(await poll).toMatchObject({ status: 200, body: {} });
    await expect(call(url, 'ListActivities')).rejects.toThrow();
  });
});

describe('limits', () => {
  test('a body that is too long is refused without being read', async () => {
    const url = await serve({ maxBodyBytes: 1000 });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100000000\r\n\r\n');
        socket.write('x'.repeat(2000));
      });
      let text = '';
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('close', () => resolve(text));
      socket.on('error', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect((await call(url, 'ListActivities')).status).toBe(200);
  });

  test.each([
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['deep objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['prototype keys', '{"__proto__": {"maxResults": 5}, "constructor": {"prototype": 1}, "toString": 1}'],
    ['not UTF-8 at all', '\ud800'],
  ])('bodies that are %s are answered', async (_, body) => {
    const url = await serve();
    const answer = await send(url, 'AWSStepFunctions.ListStateMachines', body);
    expect([200, 400]).toContain(answer.status);
    expect((await call(url, 'ListActivities')).status).toBe(200);
  });

  test('prototype keys in data stay data', async () => {
    const url = await serve();
    const stateMachineArn = await createMachine(url);
    const input = '{"__proto__": {"polluted": true}, "constructor": 1}';
    const { executionArn } = (await call(url, 'StartExecution', { stateMachineArn, input })).body;
    expect((await call(url, 'DescribeExecution', { executionArn })).body).toMatchObject({
      status: 'SUCCEEDED',
      output: input,
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('the AWS SDK', () => {
  const client = (endpoint: string, more: object = {}) =>
    new SFNClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
      maxAttempts: 1,
      ...more,
    });

  test('creates, starts and runs synchronously', async () => {
    const sfn = client(await serve({ clock: 'real' }), { disableHostPrefix: true });
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({ name: 'm', roleArn, definition, type: 'EXPRESS' }),
    );
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    expect(started.startDate).toBeInstanceOf(Date);
    expect(await sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '[1]' }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1]',
    });
    const missing = `${String(stateMachineArn)}2`;
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn: missing }))).rejects.toBeInstanceOf(
      StateMachineDoesNotExist,
    );
    sfn.destroy();
  });

  test('its signature is verified when keys are given', async () => {
    const url = await serve({ clock: 'real', keys: { AKIATEST: 'secret' } });
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
    const outcome = async (more: object) => {
      const sfn = client(url, more);
      const error = await sfn.send(new StartExecutionCommand({ stateMachineArn })).then(
        () => undefined,
        (thrown: Error) => thrown.name,
      );
      sfn.destroy();
      return error;
    };
    expect(await outcome({})).toBe('StateMachineDoesNotExist');
    expect(await outcome({ credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'wrong' } })).toBe(
      'InvalidSignatureException',
    );
    expect(await outcome({ credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'secret' } })).toBe(
      'UnrecognizedClientException',
    );
    expect(await outcome({ systemClockOffset: -20 * 60_000 })).toBe('InvalidSignatureException');
    expect((await call(url, 'ListActivities')).body.__type).toMatch(/#MissingAuthenticationTokenException$/);
    expect((await call(url, 'ListActivities', {}, { authorization: 'AWS4-HMAC-SHA256 x' })).body.__type).toMatch(
      /#IncompleteSignatureException$/,
    );
    expect((await call(url, 'Nothing')).body.__type).toMatch(/#UnknownOperationException$/);
  });
});

test('a second API is mounted on the same port', async () => {
  const url = await serve({
    mounts: [
      {
        matches: ({ path }) => path.startsWith('/2025-12-01/'),
        handle: async ({ method, path, query, body }, { id, region }) => ({
          status: 202,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ method, path, query, body: String(body), id, region }),
        }),
      },
    ],
  });
  const response = await fetch(`${url}/2025-12-01/a%2Fb?q=1`, {
    method: 'PUT',
    body: 'x',
    headers: credential('111122223333'),
  });
  expect([response.status, response.headers.get('x-amzn-requestid')]).toEqual([202, expect.stringMatching(uuid)]);
  expect(await response.json()).toEqual({
    method: 'PUT',
    path: '/2025-12-01/a%2Fb',
    query: 'q=1',
    body: 'x',
    id: '111122223333',
    region: 'us-east-1',
  });
  expect((await call(url, 'ListActivities')).status).toBe(200);
});
