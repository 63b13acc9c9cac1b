import {
  CheckpointDurableExecutionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  GetDurableExecutionStateCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListDurableExecutionsByFunctionCommand,
  PublishVersionCommand,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createDurableService,
  type DurableInvocationEvent,
  type DurableService,
} from '../../../engine/durable/index.js';
import { type Served, serveEngine } from '../../../engine/index.js';
import { type HostedFunction, LambdaHost } from './lambda-host.js';

const succeeds =
  (result: unknown): HostedFunction =>
  async () => ({ body: JSON.stringify({ Status: 'SUCCEEDED', Result: JSON.stringify(result) }) });

let client: LambdaClient;

/** Starts a callback, then ends with what it was answered. */
const asks: HostedFunction = async ({ payload }) => {
  const event = JSON.parse(payload) as DurableInvocationEvent;
  const callback = event.InitialExecutionState.Operations.find(({ Id }) => Id === 'ask');
  const { Result, Error: error } = callback?.CallbackDetails ?? {};
  if (Result !== undefined) return { body: JSON.stringify({ Status: 'SUCCEEDED', Result }) };
  if (error !== undefined) return { body: JSON.stringify({ Status: 'FAILED', Error: error }) };
  const { DurableExecutionArn, CheckpointToken } = event;
  await client.send(new GetDurableExecutionStateCommand({ DurableExecutionArn, CheckpointToken }));
  await client.send(
    new CheckpointDurableExecutionCommand({
      DurableExecutionArn,
      CheckpointToken,
      Updates: [{ Id: 'ask', Type: 'CALLBACK', Action: 'START', CallbackOptions: { HeartbeatTimeoutSeconds: 60 } }],
    }),
  );
  return { body: '{"Status":"PENDING"}', headers: { 'x-amzn-requestid': 'request-of-the-host' } };
};

let failures = 0;
const flaky: HostedFunction = async (call) => {
  failures++;
  if (failures === 1) {
    const body = JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'exit status 1', trace: ['at x'] });
    return { body, headers: { 'x-amz-function-error': 'Unhandled' } };
  }
  if (failures === 2) return { status: 429, body: '{"message":"slow down"}' };
  if (failures === 3) return { status: 500, body: 'no JSON' };
  return succeeds(failures)(call);
};

const echo: HostedFunction = async ({ payload }) => ({ body: payload });
const throws: HostedFunction = async () => ({
  body: '{"errorType":"TypeError","errorMessage":"boom","stackTrace":["at y"]}',
  headers: { 'x-amz-function-error': 'Unhandled' },
});
const chains: HostedFunction = async ({ payload }) => {
  const { DurableExecutionArn, CheckpointToken, InitialExecutionState } = JSON.parse(payload) as DurableInvocationEvent;
  const operations = InitialExecutionState.Operations.filter(({ Type }) => Type === 'CHAINED_INVOKE');
  if (operations.length > 0 && operations.every(({ Status }) => Status !== 'STARTED')) {
    return succeeds(operations.map((operation) => operation.ChainedInvokeDetails?.Result))({
      reference: '',
      payload,
      headers: {},
    });
  }
  if (operations.length === 0) {
    await client.send(
      new CheckpointDurableExecutionCommand({
        DurableExecutionArn,
        CheckpointToken,
        Updates: ['good:$LATEST', 'echo'].map((FunctionName, index) => ({
          Id: `i-${index}`,
          Type: 'CHAINED_INVOKE',
          Action: 'START',
          Payload: '"in"',
          ChainedInvokeOptions: { FunctionName },
        })),
      }),
    );
  }
  return { body: '{"Status":"PENDING"}' };
};

const host = new LambdaHost({ good: succeeds('fine'), asks, flaky, echo, throws, chains, made: succeeds('made') });
let service: DurableService;
let served: Served;

beforeAll(async () => {
  service = createDurableService({
    lambdaEndpoint: await host.listen(),
    rules: { invocations: { retryDelaySeconds: () => 0 } },
  });
  served = await serveEngine({ clock: 'real', mounts: [service.mount] });
  client = new LambdaClient({
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await served.close();
  await service.close();
  await host.close();
});

const invoke = (FunctionName: string, more: object = {}) =>
  client.send(new InvokeCommand({ FunctionName, Qualifier: '$LATEST', Payload: '"in"', ...more }));
const text = (payload: Uint8Array | undefined) => Buffer.from(payload ?? []).toString();
const status = async (DurableExecutionArn: string | undefined) =>
  (await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }))).Status;
const history = async (DurableExecutionArn: string | undefined) =>
  (await client.send(new GetDurableExecutionHistoryCommand({ DurableExecutionArn }))).Events ?? [];

describe('a function that was never created', () => {
  test('is durable when it is invoked with a durable name', async () => {
    const answer = await invoke('good', { DurableExecutionName: 'one' });
    expect(answer).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      DurableExecutionArn: expect.stringContaining('function:good:$LATEST/durable-execution/one/'),
    });
    expect(text(answer.Payload)).toBe('"fine"');
    const call = host.calls.at(-1);
    expect(call?.reference).toBe('arn:aws:lambda:us-east-1:123456789012:function:good:$LATEST');
    expect(JSON.parse(call?.payload ?? '')).toMatchObject({ DurableExecutionArn: answer.DurableExecutionArn });
    expect(JSON.parse(call?.payload ?? '').InitialExecutionState.Operations[0].StartTimestamp).toBeGreaterThan(1e12);
    const { DurableExecutions } = await client.send(
      new ListDurableExecutionsByFunctionCommand({ FunctionName: 'good', Qualifier: '$LATEST' }),
    );
    expect(DurableExecutions).toHaveLength(1);
  });

  test('is plain without a durable name', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'echo', Payload: '{"n": 1}' }));
    expect(text(answer.Payload)).toBe('{"n": 1}');
    expect(answer).not.toHaveProperty('DurableExecutionArn');
    const failed = await client.send(new InvokeCommand({ FunctionName: 'throws', Payload: '1' }));
    expect(failed.FunctionError).toBe('Unhandled');
    expect(JSON.parse(text(failed.Payload))).toEqual({
      errorType: 'TypeError',
      errorMessage: 'boom',
      stackTrace: ['at y'],
    });
  });

  test('is not there when the endpoint does not know it', async () => {
    await expect(invoke('nobody', { DurableExecutionName: 'x' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(invoke('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(
      client.send(new ListDurableExecutionsByFunctionCommand({ FunctionName: 'nobody' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { DurableExecutionArn } = await invoke('nobody', { DurableExecutionName: 'y', InvocationType: 'Event' });
    await expect.poll(() => status(DurableExecutionArn)).toBe('FAILED');
  });

  test('in a chained invoke it is durable with a qualifier and plain without', async () => {
    const answer = await invoke('chains', { DurableExecutionName: 'chain' });
    expect(JSON.parse(text(answer.Payload))).toEqual(['"fine"', '"in"']);
    const started = (await history(answer.DurableExecutionArn)).filter(
      ({ EventType }) => EventType === 'ChainedInvokeStarted',
    );
    expect(started.map((event) => event.ChainedInvokeStartedDetails?.DurableExecutionArn !== undefined)).toEqual([
      true,
      false,
    ]);
  });
});

describe('a function behind the endpoint', () => {
  test('is tried again when it crashes, is throttled or can not be served', async () => {
    const answer = await invoke('flaky', { DurableExecutionName: 'flaky' });
    expect(text(answer.Payload)).toBe('4');
    const errors = (await history(answer.DurableExecutionArn))
      .filter(({ EventType }) => EventType === 'InvocationCompleted')
      .map((event) => event.InvocationCompletedDetails?.Error?.Payload);
    expect(errors).toEqual([
      { ErrorType: 'Runtime.ExitError', ErrorMessage: 'exit status 1', StackTrace: ['at x'] },
      { ErrorType: 'TooManyRequestsException', ErrorMessage: 'slow down' },
      { ErrorType: 'ServiceException', ErrorMessage: 'The Lambda endpoint answered 500.' },
      undefined,
    ]);
  });

  test('gets the client context and the tenant', async () => {
    const ClientContext = Buffer.from('{}').toString('base64');
    await client.send(new InvokeCommand({ FunctionName: 'echo', Payload: '1', ClientContext, TenantId: 'blue' }));
    expect(host.calls.at(-1)?.headers).toMatchObject({
      'x-amz-client-context': ClientContext,
      'x-amz-tenant-id': 'blue',
    });
  });

  test('an endpoint that nothing listens on is a failed invocation', async () => {
    const lost = createDurableService({
      lambdaEndpoint: 'http://127.0.0.1:9',
      rules: { invocations: { retryDelaySeconds: () => undefined } },
    });
    const answer = await lost.call('Invoke', { FunctionName: 'x:$LATEST', DurableExecutionName: 'x' });
    expect(JSON.parse(answer.Payload ?? '')).toMatchObject({ errorType: 'ServiceException' });
    await lost.close();
  });
});

describe('the official client', () => {
  const callbackOf = async (arn: string | undefined) => {
    await expect
      .poll(async () => (await history(arn)).map(({ EventType }) => EventType))
      .toContain('InvocationCompleted');
    const events = await history(arn);
    const started = events.find(({ EventType }) => EventType === 'CallbackStarted');
    return { events, CallbackId: started?.CallbackStartedDetails?.CallbackId };
  };

  test('drives a callback to its success', async () => {
    const { DurableExecutionArn } = await invoke('asks', { DurableExecutionName: 'ok', InvocationType: 'Event' });
    const { events, CallbackId } = await callbackOf(DurableExecutionArn);
    expect(events.at(-1)?.InvocationCompletedDetails?.RequestId).toBe('request-of-the-host');
    await client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }));
    await client.send(
      new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: Buffer.from('{"yes": true}') }),
    );
    await expect.poll(() => status(DurableExecutionArn)).toBe('SUCCEEDED');
    const execution = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
    expect(execution.Result).toBe('{"yes": true}');
    expect(execution.StartTimestamp).toBeInstanceOf(Date);
    await expect(client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }))).rejects.toMatchObject({
      name: 'CallbackTimeoutException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('drives a callback to its failure', async () => {
    const { DurableExecutionArn } = await invoke('asks', { DurableExecutionName: 'bad', InvocationType: 'Event' });
    const { CallbackId } = await callbackOf(DurableExecutionArn);
    const error = { ErrorType: 'Refused', ErrorMessage: 'no' };
    await client.send(new SendDurableExecutionCallbackFailureCommand({ CallbackId, Error: error }));
    await expect.poll(() => status(DurableExecutionArn)).toBe('FAILED');
    expect(await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }))).toMatchObject({ Error: error });
  });

  test('stops an execution, with the error that it sends as the body', async () => {
    const { DurableExecutionArn } = await invoke('asks', { DurableExecutionName: 'stop', InvocationType: 'Event' });
    await callbackOf(DurableExecutionArn);
    const error = { ErrorType: 'Enough', ErrorMessage: 'stop it', ErrorData: '1', StackTrace: ['s'] };
    const { StopTimestamp } = await client.send(new StopDurableExecutionCommand({ DurableExecutionArn, Error: error }));
    const stopped = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
    expect(stopped).toMatchObject({ Status: 'STOPPED', EndTimestamp: StopTimestamp, Error: error });
    const filter = {
      FunctionName: 'asks',
      Statuses: ['STOPPED' as const],
      StartedBefore: new Date(Date.now() + 1000),
      ReverseOrder: true,
    };
    const { DurableExecutions } = await client.send(new ListDurableExecutionsByFunctionCommand(filter));
    expect(DurableExecutions).toMatchObject([{ DurableExecutionArn, Status: 'STOPPED' }]);
  });

  test('creates, publishes, reads and deletes functions', async () => {
    const FunctionName = 'made';
    const made = await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: 'arn:aws:iam::123456789012:role/r',
        Code: { ZipFile: Buffer.from('zip') },
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        DurableConfig: { ExecutionTimeout: 60 },
      }),
    );
    expect(made).toMatchObject({ Version: '$LATEST', DurableConfig: { ExecutionTimeout: 60 } });
    expect((await client.send(new PublishVersionCommand({ FunctionName }))).Version).toBe('1');
    const answer = await invoke(FunctionName, { Qualifier: '1' });
    expect(text(answer.Payload)).toBe('"made"');
    expect(answer.DurableExecutionArn).toContain(':made:1/durable-execution/');
    expect(await client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '1' }))).toMatchObject({
      Version: '1',
    });
    await client.send(new DeleteFunctionCommand({ FunctionName }));
    // It was created once, so it is not taken to stand behind the endpoint any more.
    await expect(invoke(FunctionName)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
