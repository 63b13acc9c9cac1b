import { describe, expect, test } from 'vitest';
import type { Input } from '../../../engine/durable/index.js';
import { Bench, callback, wait } from './scripted.js';

const DAY = 24 * 60 * 60 * 1000;

type Invoke = Input<'Invoke'>;
const event = (name: string, Payload = '{}'): Invoke => ({
  FunctionName: 'fn',
  Qualifier: '$LATEST',
  InvocationType: 'Event',
  DurableExecutionName: name,
  Payload,
});
const wanted = (name: string, Payload = '{}'): Invoke => ({
  ...event(name, Payload),
  InvocationType: 'RequestResponse',
});

describe('Invoke of a durable function', () => {
  test('Event answers 202 with the ARN and the version, and no body', async () => {
    const bench = new Bench();
    const answer = await bench.service.call('Invoke', event('one'));
    expect(answer).toEqual({
      StatusCode: 202,
      ExecutedVersion: '$LATEST',
      DurableExecutionArn: expect.stringContaining('function:fn:$LATEST/durable-execution/one/'),
    });
  });

  test('RequestResponse waits for the whole execution, waits included', async () => {
    const bench = new Bench();
    const answer = bench.service.call('Invoke', wanted('one'));
    const first = await bench.fn.next();
    await first.checkpoint(wait('w', 60));
    first.suspends();
    await bench.settle();
    expect(bench.service.activity()).toEqual({ calls: 0, waiting: 1 });
    bench.clock.advanceToNext();
    (await bench.fn.next()).succeeds({ ok: true });
    expect(await answer).toEqual({
      StatusCode: 200,
      Payload: '{"ok":true}',
      ExecutedVersion: '$LATEST',
      DurableExecutionArn: first.event.DurableExecutionArn,
    });
  });

  test('RequestResponse of an execution that fails is a function error', async () => {
    const bench = new Bench();
    const answer = bench.service.call('Invoke', wanted('one'));
    (await bench.fn.next()).fails('no', 'MyError');
    expect(await answer).toMatchObject({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: '{"errorMessage":"no","errorType":"MyError"}',
    });
  });

  test('DryRun answers 204 and starts nothing', async () => {
    const bench = new Bench();
    expect(await bench.service.call('Invoke', { ...event('one'), InvocationType: 'DryRun' })).toEqual({
      StatusCode: 204,
    });
    await bench.settle();
    expect(bench.fn.invocations).toHaveLength(0);
  });

  test.each(['RequestResponse', 'Event', 'DryRun'] as const)(
    '%s without a qualifier is refused',
    async (InvocationType) => {
      const bench = new Bench();
      await expect(bench.service.call('Invoke', { FunctionName: 'fn', InvocationType })).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
        status: 400,
        message: 'You cannot invoke a durable function using an unqualified ARN.',
      });
    },
  );

  test('a plain function takes no durable name', async () => {
    const bench = new Bench({ functions: { plain: { handler: () => 1 } } });
    const call = { FunctionName: 'plain', Qualifier: '$LATEST', Payload: '1' };
    await expect(bench.service.call('Invoke', { ...call, DurableExecutionName: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Function plain is not a durable function',
    });
    expect(await bench.service.call('Invoke', call)).toMatchObject({ StatusCode: 200, Payload: '1' });
  });

  test('nobody can wait for an execution that may last longer than 15 minutes', async () => {
    const bench = new Bench({ durable: { ExecutionTimeout: 901 } });
    await expect(bench.service.call('Invoke', wanted('one'))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.',
    });
    expect((await bench.service.call('Invoke', event('one'))).StatusCode).toBe(202);
    const short = new Bench({ durable: { ExecutionTimeout: 900 } });
    const answer = short.service.call('Invoke', wanted('one'));
    (await short.fn.next()).succeeds();
    expect((await answer).StatusCode).toBe(200);
  });

  test('an input over the limit of its type is refused', async () => {
    const bench = new Bench();
    const json = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    await expect(bench.service.call('Invoke', event('a', json(1_048_577)))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      status: 413,
    });
    expect((await bench.service.call('Invoke', event('b', json(262_144)))).StatusCode).toBe(202);
    await expect(bench.service.call('Invoke', wanted('c', json(6_291_457)))).rejects.toMatchObject({ status: 413 });
  });

  test('an input that is not JSON is refused', async () => {
    const bench = new Bench();
    await expect(bench.service.call('Invoke', event('a', 'World'))).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      status: 400,
    });
  });

  test('an unknown function is not found', async () => {
    const bench = new Bench();
    await expect(bench.service.call('Invoke', { ...event('a'), FunctionName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
  });

  test('context, tenant and trace reach every invocation', async () => {
    const bench = new Bench();
    await bench.service.call('Invoke', {
      ...event('a'),
      ClientContext: 'Y3R4',
      TenantId: 'blue',
      TraceHeader: 'Root=1',
    });
    const first = await bench.fn.next();
    await first.checkpoint(wait('w', 1));
    first.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    for (const { context } of [first, second]) {
      expect(context).toMatchObject({ clientContext: 'Y3R4', tenantId: 'blue', functionVersion: '$LATEST' });
    }
    expect(second.context.awsRequestId).not.toBe(first.context.awsRequestId);
    expect((await bench.execution(first.event.DurableExecutionArn)).TraceHeader).toEqual({ XAmznTraceId: 'Root=1' });
  });
});

describe('a durable name', () => {
  test('of a running execution with the same payload means that execution', async () => {
    const bench = new Bench();
    const first = await bench.service.call('Invoke', event('one', '{"n":1}'));
    expect(await bench.service.call('Invoke', event('one', '{"n":1}'))).toEqual(first);
    const attached = bench.service.call('Invoke', wanted('one', '{"n":1}'));
    (await bench.fn.next()).succeeds(7);
    expect(await attached).toMatchObject({
      StatusCode: 200,
      Payload: '7',
      DurableExecutionArn: first.DurableExecutionArn,
    });
    expect(bench.fn.invocations).toHaveLength(1);
  });

  test('of a closed execution with the same payload gives its ARN and its stored result', async () => {
    const bench = new Bench();
    const { DurableExecutionArn } = await bench.service.call('Invoke', event('one'));
    (await bench.fn.next()).succeeds('stored');
    await bench.settle();
    expect(await bench.service.call('Invoke', event('one'))).toMatchObject({ StatusCode: 202, DurableExecutionArn });
    expect(await bench.service.call('Invoke', wanted('one'))).toMatchObject({
      Payload: '"stored"',
      DurableExecutionArn,
    });
    expect(bench.fn.invocations).toHaveLength(1);
  });

  test.each([
    ['another payload', '{"n":2}'],
    ['the same value in another text', '{ "n": 1 }'],
  ])('with %s is refused', async (_, payload) => {
    const bench = new Bench();
    const { DurableExecutionArn } = await bench.service.call('Invoke', event('one', '{"n":1}'));
    const refused = {
      name: 'DurableExecutionAlreadyStartedException',
      status: 409,
      message: `Execution already started: ${DurableExecutionArn}`,
    };
    await expect(bench.service.call('Invoke', event('one', payload))).rejects.toMatchObject(refused);
    (await bench.fn.next()).succeeds();
    await bench.settle();
    await expect(bench.service.call('Invoke', wanted('one', payload))).rejects.toMatchObject(refused);
    expect((await bench.service.call('Invoke', event('two', payload))).StatusCode).toBe(202);
  });

  test('of another function is another name', async () => {
    const bench = new Bench({ functions: { other: { handler: () => new Promise(() => {}), durable: {} } } });
    const first = await bench.service.call('Invoke', event('one', '1'));
    const second = await bench.service.call('Invoke', { ...event('one', '2'), FunctionName: 'other' });
    expect(second.DurableExecutionArn).not.toBe(first.DurableExecutionArn);
  });

  test('is free again when the retention of its execution is over', async () => {
    const bench = new Bench({ durable: { RetentionPeriodInDays: 2 } });
    const first = await bench.service.call('Invoke', event('one'));
    (await bench.fn.next()).succeeds();
    await bench.settle();
    bench.clock.advance(2 * DAY - 1);
    expect(await bench.service.call('Invoke', event('one'))).toEqual(first);
    bench.clock.advance(1);
    const second = await bench.service.call('Invoke', event('one', '"another"'));
    expect(second.DurableExecutionArn).not.toBe(first.DurableExecutionArn);
    const gone = { DurableExecutionArn: first.DurableExecutionArn! };
    for (const operation of ['GetDurableExecution', 'GetDurableExecutionHistory', 'StopDurableExecution'] as const) {
      await expect(bench.service.call(operation, gone)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
  });

  test('none: always a new execution', async () => {
    const bench = new Bench();
    const call = { FunctionName: 'fn:$LATEST', InvocationType: 'Event', Payload: '1' } as const;
    const [a, b] = [await bench.service.call('Invoke', call), await bench.service.call('Invoke', call)];
    expect(a.DurableExecutionArn).not.toBe(b.DurableExecutionArn);
  });
});

describe('ExecutionTimeout', () => {
  test('ends the execution, waits and all', async () => {
    const bench = new Bench({ durable: { ExecutionTimeout: 30 } });
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 60), callback('c'));
    invocation.suspends();
    await bench.settle();
    bench.clock.advance(29_999);
    expect((await bench.execution(arn)).Status).toBe('RUNNING');
    bench.clock.advance(1);
    const execution = await bench.execution(arn);
    expect(execution).toMatchObject({
      Status: 'TIMED_OUT',
      Error: { ErrorMessage: 'Execution timed out after 30 seconds.' },
      DurableConfig: { ExecutionTimeout: 30 },
    });
    expect(execution.EndTimestamp).toBe(execution.StartTimestamp + 30);
    bench.clock.advance(100_000);
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
    expect(await bench.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'CallbackStarted',
      'InvocationCompleted',
      'ExecutionTimedOut',
    ]);
  });

  test('during an invocation: its output is not heard', async () => {
    const bench = new Bench({ durable: { ExecutionTimeout: 30 } });
    const { arn, invocation } = await bench.begin();
    bench.clock.advance(30_000);
    invocation.succeeds('late');
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('TIMED_OUT');
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted', 'ExecutionTimedOut', 'InvocationCompleted']);
  });
});
