import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../engine/clock.js';
import { createDurableService } from '../../../engine/durable/index.js';
import { type Served, serveEngine } from '../../../engine/index.js';
import { callback, type Invocation, ScriptedFunction, step, wait } from './scripted.js';

const fn = new ScriptedFunction();
const service = createDurableService({ functions: { fn: { handler: fn.handler, durable: {} } } });
let served: Served;

beforeAll(async () => {
  served = await serveEngine({ clock: 'virtual', seed: 1, mounts: [service.mount] });
});
afterAll(async () => {
  await served.close();
  await service.close();
});

const authorization = (keyId: string) =>
  `AWS4-HMAC-SHA256 Credential=${keyId}/20251201/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=00`;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body; empty when it is no JSON object. */
  readonly json: Readonly<Record<string, unknown>>;
}

async function send(
  method: string,
  path: string,
  init: { body?: string; headers?: object; account?: string } = {},
): Promise<Answer> {
  const response = await fetch(served.url + path, {
    method,
    ...(init.body !== undefined && { body: Buffer.from(init.body) }),
    headers: { authorization: authorization(init.account ?? 'test'), ...init.headers },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : {},
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: object = JSON_BODY) =>
  send('POST', path, { body: typeof body === 'string' ? body : JSON.stringify(body), headers });
const label = encodeURIComponent;
const execution = (arn: string, rest = '') => `/2025-12-01/durable-executions/${label(arn)}${rest}`;

const start = async (
  headers: object = {},
  body = '{}',
  account?: string,
): Promise<{ arn: string; invocation: Invocation }> => {
  const { headers: answered } = await send('POST', '/2015-03-31/functions/fn/invocations?Qualifier=$LATEST', {
    body,
    headers: { 'x-amz-invocation-type': 'Event', ...headers },
    ...(account !== undefined && { account }),
  });
  return { arn: answered.get('x-amz-durable-execution-arn')!, invocation: await fn.next() };
};

function expectError({ status, headers, json }: Answer, type: string, expectedStatus: number, message?: RegExp): void {
  expect({ status, type: headers.get('x-amzn-errortype') }).toEqual({ status: expectedStatus, type });
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-amzn-requestid')).toMatch(/.+/);
  expect(json.Type).toBe('User');
  const text = json.message ?? json.Message;
  expect(text).toEqual(expect.any(String));
  if (message) expect(text).toMatch(message);
}

describe('the path', () => {
  test('an ARN is one label, percent-encoded; the answer is JSON with epoch seconds and a request id', async () => {
    const { arn } = await start();
    const answer = await send('GET', execution(arn));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/.+/);
    expect(answer.json).toMatchObject({
      DurableExecutionArn: arn,
      Status: 'RUNNING',
      StartTimestamp: expect.any(Number),
    });
    expect(answer.json.StartTimestamp).toBeLessThan(10_000_000_000);
  });

  test('is split before it is decoded: an ARN with plain slashes is another path', async () => {
    const { arn } = await start();
    expectError(await send('GET', `/2025-12-01/durable-executions/${arn}`), 'UnknownOperationException', 404);
    expectError(await send('GET', `/2025-12-01/durable-executions/${arn}/history`), 'UnknownOperationException', 404);
  });

  test.each([
    ['GET', '/2025-12-01/nothing'],
    ['DELETE', '/2025-12-01/durable-executions/x'],
    ['PUT', '/2025-12-01/durable-executions/x/stop'],
    ['POST', '/2025-12-01/durable-executions/x/resume'],
    ['POST', '/2025-12-01/durable-executions//stop'],
    ['GET', '/2099-01-01/functions'],
    ['GET', '/2025-12-01/durable-executions/%E0%A4%A'],
  ])('%s %s is an unknown operation', async (method, path) => {
    expectError(await send(method, path), 'UnknownOperationException', 404);
  });

  test('a label that is no ARN breaks a constraint', async () => {
    const answer = await send('GET', execution('not-an-arn'));
    expectError(
      answer,
      'ValidationException',
      400,
      /^1 validation error detected: Value 'not-an-arn' at 'durableExecutionArn'/,
    );
    expectError(
      await send('GET', execution(`arn:${'x'.repeat(1100)}`)),
      'ValidationException',
      400,
      /less than or equal to 1024/,
    );
  });

  test('a callback id keeps its plus, slash and equals signs', async () => {
    const { invocation } = await start();
    const answer = await invocation.checkpoint(callback('c'));
    const id = answer.NewExecutionState.Operations[0]!.CallbackDetails!.CallbackId!;
    expect((await post(`/2025-12-01/durable-execution-callbacks/${label(id)}/heartbeat`, '', {})).status).toBe(200);
    expectError(
      await post('/2025-12-01/durable-execution-callbacks/a%2Bb%2Fc%3D/heartbeat', '', {}),
      'InvalidParameterValueException',
      400,
    );
    expectError(
      await post('/2025-12-01/durable-execution-callbacks/a%20b/heartbeat', '', {}),
      'ValidationException',
      400,
    );
  });
});

describe('the query', () => {
  const list = '/2025-12-01/functions/fn/durable-executions';

  test('lists are repeated, times are ISO 8601 in UTC, booleans and numbers are strict', async () => {
    const ok = await send(
      'GET',
      `${list}?Statuses=RUNNING&Statuses=FAILED&StartedAfter=2001-01-01T00:00:00.123Z&ReverseOrder=true&MaxItems=0`,
    );
    expect(ok.status).toBe(200);
    expect(ok.json.DurableExecutions).not.toEqual([]);
    const future = await send('GET', `${list}?StartedAfter=2999-01-01T00%3A00%3A00Z`);
    expect(future.json.DurableExecutions).toEqual([]);
  });

  test.each([
    'MaxItems=x',
    'MaxItems=',
    'MaxItems=1.5',
    'MaxItems=99999999999',
    'ReverseOrder=yes',
    'ReverseOrder=True',
    'StartedAfter=1764547200',
    'StartedAfter=2025-12-01',
    'StartedAfter=2025-12-01T00:00:00%2B01:00',
    'StartedAfter=Mon%2C%2001%20Dec%202025%2000%3A00%3A00%20GMT',
    'StartedAfter=2025-13-01T00:00:00Z',
  ])('%s can not be read', async (query) => {
    expectError(await send('GET', `${list}?${query}`), 'SerializationException', 400);
  });

  test('constraints that are broken are listed together', async () => {
    const answer = await send('GET', `${list}?MaxItems=1001&Statuses=BOGUS&DurableExecutionName=a%20b`);
    expectError(
      answer,
      'ValidationException',
      400,
      /^3 validation errors detected: .*'maxItems'|'statuses'|'durableExecutionName'/,
    );
  });
});

describe('the body', () => {
  test('Stop takes the error at top level, an empty object, or nothing', async () => {
    const given = await start();
    const error = { ErrorMessage: 'm', ErrorType: 't', ErrorData: 'd', StackTrace: ['s'] };
    const stopped = await post(execution(given.arn, '/stop'), error);
    expect(stopped).toMatchObject({ status: 200, json: { StopTimestamp: expect.any(Number) } });
    expect((await send('GET', execution(given.arn))).json.Error).toEqual(error);
    for (const body of ['{}', '']) {
      const { arn } = await start();
      expect((await post(execution(arn, '/stop'), body, body ? JSON_BODY : {})).status).toBe(200);
      expect((await send('GET', execution(arn))).json).toMatchObject({ Status: 'STOPPED', Error: {} });
    }
  });

  test('the content type must be JSON, with parameters or without', async () => {
    const { arn } = await start();
    for (const headers of [{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-amz-json-1.0' }]) {
      expectError(await post(execution(arn, '/stop'), '{}', headers), 'UnsupportedMediaTypeException', 415);
    }
    expect((await send('GET', execution(arn))).json.Status).toBe('RUNNING');
    const charset = { 'content-type': 'application/json; charset=utf-8' };
    expect((await post(execution(arn, '/stop'), '{}', charset)).status).toBe(200);
  });

  test.each([
    '{',
    '{"ErrorMessage":"m"',
    '[]',
    '[{}]',
    '10',
    'null',
    '"text"',
    '{"ErrorMessage":1}',
    '{"StackTrace":"s"}',
    '{"StackTrace":["s",null]}',
    '{"StackTrace":["s"',
  ])('%s is not what an error is', async (body) => {
    const { arn } = await start();
    expectError(await post(execution(arn, '/stop'), body), 'SerializationException', 400);
    expect((await send('GET', execution(arn))).json.Status).toBe('RUNNING');
  });

  test('null stands for absent, and unknown members do not matter', async () => {
    const { arn } = await start();
    expect((await post(execution(arn, '/stop'), { ErrorMessage: null, ErrorType: 't', Other: 1 })).status).toBe(200);
    expect((await send('GET', execution(arn))).json.Error).toEqual({ ErrorType: 't' });
  });

  test('updates are validated member by member', async () => {
    const { arn, invocation } = await start();
    const body = {
      CheckpointToken: invocation.token,
      Updates: [step('ok', 'START'), wait('w', 0), { ...step('bad id!', 'START'), Name: '' }, { Type: 'STEP' }],
    };
    const answer = await post(execution(arn, '/checkpoint'), body);
    expectError(answer, 'ValidationException', 400, /^5 validation errors detected/);
    for (const path of [
      'updates.2.member.waitOptions.waitSeconds',
      'updates.3.member.id',
      'updates.3.member.name',
      'updates.4.member.id',
      'updates.4.member.action',
    ]) {
      expect(answer.json.message).toContain(`at '${path}'`);
    }
    const missing = await post(execution(arn, '/checkpoint'), {});
    expectError(missing, 'ValidationException', 400, /Value null at 'checkpointToken'/);
    const wrong = await post(execution(arn, '/checkpoint'), { CheckpointToken: 5 });
    expectError(wrong, 'SerializationException', 400);
  });

  test('a callback result is the body as it is, whatever its content type', async () => {
    const { arn, invocation } = await start();
    const answer = await invocation.checkpoint(callback('c'));
    const id = answer.NewExecutionState.Operations[0]!.CallbackDetails!.CallbackId!;
    const sent = await post(`/2025-12-01/durable-execution-callbacks/${label(id)}/succeed`, '{"a" :1}', {
      'content-type': 'application/octet-stream',
    });
    expect(sent).toMatchObject({ status: 200, text: '{}' });
    const { json } = await send(
      'GET',
      execution(arn, '/history?ReverseOrder=true&MaxItems=1&IncludeExecutionData=true'),
    );
    expect(json.Events).toMatchObject([{ CallbackSucceededDetails: { Result: { Payload: '{"a" :1}' } } }]);
    const again = await post(`/2025-12-01/durable-execution-callbacks/${label(id)}/fail`, { ErrorType: 'x' });
    expectError(again, 'CallbackTimeoutException', 400);
    expect(again.json).toHaveProperty('Message');
  });
});

describe('Invoke', () => {
  test('Event: 202, no body, the ARN and the version in headers', async () => {
    const answer = await send('POST', `/2015-03-31/functions/${label('fn:$LATEST')}/invocations`, {
      body: '{}',
      headers: { 'x-amz-invocation-type': 'Event', 'x-amz-durable-execution-name': 'wired' },
    });
    expect(answer).toMatchObject({ status: 202, text: '' });
    expect(answer.headers.get('x-amz-executed-version')).toBe('$LATEST');
    expect(answer.headers.get('x-amz-durable-execution-arn')).toContain('/durable-execution/wired/');
    await fn.next();
  });

  test('RequestResponse: the body is the result, and waiting keeps no account busy', async () => {
    const answer = send('POST', '/2015-03-31/functions/fn/invocations?Qualifier=%24LATEST', {
      body: '"in"',
      account: '111122223333',
    });
    const invocation = await fn.next();
    await invocation.checkpoint(wait('w', 600));
    invocation.suspends();
    const clock = async (move: object) => {
      const body = JSON.stringify({ accountId: '111122223333', ...move });
      return (await send('POST', '/_engine/clock', { body })).json;
    };
    await expect
      .poll(() => clock({ advanceMs: 0 }))
      .toMatchObject({ taskCalls: 0, requests: 0, next: expect.any(Number) });
    await clock({ toNext: true });
    const second = await fn.next();
    expect(await clock({ advanceMs: 0 })).toMatchObject({ taskCalls: 1, requests: 0 });
    second.succeeds({ done: true });
    expect(await answer).toMatchObject({ status: 200, text: '{"done":true}' });
    expect((await answer).headers.get('x-amz-function-error')).toBeNull();
  });

  test('RequestResponse of a failure: the error header and the error', async () => {
    const answer = send('POST', '/2015-03-31/functions/fn/invocations?Qualifier=$LATEST', { body: '1' });
    (await fn.next()).fails('broken', 'Custom');
    expect(await answer).toMatchObject({ status: 200, json: { errorMessage: 'broken', errorType: 'Custom' } });
    expect((await answer).headers.get('x-amz-function-error')).toBe('Unhandled');
  });

  test('a caller that goes away is not waited for', async () => {
    const gone = new AbortController();
    const request = fetch(`${served.url}/2015-03-31/functions/fn/invocations?Qualifier=$LATEST`, {
      method: 'POST',
      body: '1',
      signal: gone.signal,
      headers: { authorization: authorization('444455556666') },
    });
    const invocation = await fn.next();
    expect(service.activity('444455556666').waiting).toBe(1);
    gone.abort();
    await expect(request).rejects.toThrow();
    await expect.poll(() => service.activity('444455556666').waiting).toBe(0);
    invocation.succeeds();
  });

  test('refusals carry their type', async () => {
    const invoke = (path: string, headers: object = {}) =>
      send('POST', `/2015-03-31/functions/${path}/invocations`, { body: '{}', headers });
    expectError(await invoke('fn'), 'InvalidParameterValueException', 400, /unqualified ARN/);
    expectError(await invoke('nobody'), 'ResourceNotFoundException', 404, /^Function not found: arn:aws:lambda/);
    expectError(await invoke('fn', { 'x-amz-invocation-type': 'Other' }), 'ValidationException', 400);
    expectError(
      await invoke('fn', { 'x-amz-durable-execution-name': 'a b' }),
      'ValidationException',
      400,
      /durableExecutionName/,
    );
    const named = { 'x-amz-durable-execution-name': 'taken', 'x-amz-invocation-type': 'Event' };
    await start(named, '1');
    const twice = await send('POST', '/2015-03-31/functions/fn/invocations?Qualifier=$LATEST', {
      body: '2',
      headers: named,
    });
    expectError(twice, 'DurableExecutionAlreadyStartedException', 409);
  });
});

describe('accounts', () => {
  test('see only what is theirs, and have clocks of their own', async () => {
    const { arn, invocation } = await start({}, '{}', '777788889999');
    expect(arn).toContain(':777788889999:');
    expect((await send('GET', execution(arn), { account: '777788889999' })).status).toBe(200);
    expectError(await send('GET', execution(arn)), 'ResourceNotFoundException', 404);
    const { json } = await send('GET', execution(arn), { account: '777788889999' });
    expect(json.StartTimestamp).toBe(new VirtualClock().now() / 1000);
    invocation.succeeds();
  });
});

describe('functions', () => {
  test('are created, read, published, aliased and deleted', async () => {
    const functions = '/2015-03-31/functions';
    const FunctionName = 'wire-made';
    const Role = 'arn:aws:iam::123456789012:role/r';
    const made = await post(functions, {
      FunctionName,
      Role,
      Code: { ZipFile: 'AAAA' },
      DurableConfig: { ExecutionTimeout: 5 },
    });
    expect(made).toMatchObject({ status: 201, json: { FunctionName, DurableConfig: { ExecutionTimeout: 5 } } });
    expect((await send('GET', `${functions}/${FunctionName}/configuration`)).json).toMatchObject({
      Version: '$LATEST',
    });
    const version = await post(`${functions}/${FunctionName}/versions`, {});
    expect(version).toMatchObject({ status: 201, json: { Version: '1' } });
    const alias = await post(`${functions}/${FunctionName}/aliases`, { Name: 'live', FunctionVersion: '1' });
    expect(alias).toMatchObject({ status: 201, json: { Name: 'live', FunctionVersion: '1' } });
    expectError(
      await post(`${functions}/${FunctionName}/aliases`, { Name: '12', FunctionVersion: '1' }),
      'ValidationException',
      400,
    );
    const get = await send('GET', `${functions}/${FunctionName}/configuration?Qualifier=live`);
    expect(get.json).toMatchObject({ Version: '1' });
    const deleted = await send('DELETE', `${functions}/${FunctionName}`);
    expect(deleted).toMatchObject({ status: 204, text: '' });
    expectError(await send('GET', `${functions}/${FunctionName}/configuration`), 'ResourceNotFoundException', 404);
    expectError(await post(functions, { FunctionName }), 'ValidationException', 400, /^2 validation errors/);
  });
});

test('Step Functions is on the same port', async () => {
  const answer = await send('POST', '/', {
    body: '{}',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
  });
  expect(answer).toMatchObject({ status: 200, json: { stateMachines: [] } });
});
