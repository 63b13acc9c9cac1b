import { describe, expect, test } from 'vitest';
import { Bench, callback, callbackIdOf, chained, context, step, wait } from './scripted.js';

const ERROR = { ErrorMessage: 'enough', ErrorType: 'Stopped', ErrorData: '{"by":"test"}', StackTrace: ['a', 'b'] };

describe('StopDurableExecution', () => {
  test('ends a suspended execution, with the error that was given, and nothing resumes', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 10), step('s', 'RETRY', { StepOptions: { NextAttemptDelaySeconds: 5 } }));
    invocation.suspends();
    await bench.settle();
    bench.clock.advance(1000);
    const { StopTimestamp } = await bench.stop(arn, ERROR);
    expect(StopTimestamp).toBe(bench.clock.now() / 1000);
    const stopped = await bench.execution(arn);
    expect(stopped).toMatchObject({ Status: 'STOPPED', EndTimestamp: StopTimestamp, Error: ERROR });
    const events = await bench.history(arn);
    expect(events.at(-1)).toMatchObject({
      EventType: 'ExecutionStopped',
      EventTimestamp: StopTimestamp,
      ExecutionStoppedDetails: { Error: { Payload: ERROR, Truncated: false } },
    });
    expect(bench.clock.next).toBeUndefined();
    bench.clock.advance(40_000_000_000);
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
  });

  test('reads the error from a payload, as the SDKs have it', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    await bench.stop(arn, { Error: ERROR });
    expect((await bench.execution(arn)).Error).toEqual(ERROR);
  });

  test('without an error records an empty one', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    await bench.stop(arn);
    expect((await bench.execution(arn)).Error).toEqual({});
  });

  test('an invocation in flight goes on, its checkpoints are refused, its output is not heard', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(step('s', 'START'));
    await bench.stop(arn, ERROR);
    const state = { DurableExecutionArn: arn, CheckpointToken: invocation.token };
    await expect(invocation.checkpoint(step('s', 'SUCCEED'))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await expect(bench.service.call('GetDurableExecutionState', state)).rejects.toMatchObject({ status: 400 });
    invocation.succeeds('too late');
    await bench.settle();
    const execution = await bench.execution(arn);
    expect(execution).toMatchObject({ Status: 'STOPPED', Error: ERROR });
    expect(execution).not.toHaveProperty('Result');
    expect(await bench.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'StepStarted',
      'ExecutionStopped',
      'InvocationCompleted',
    ]);
  });

  test.each(['succeeds', 'fails', 'suspends', 'crashes'] as const)(
    'an invocation that %s after it changes nothing',
    async (how) => {
      const bench = new Bench();
      const { arn, invocation } = await bench.begin();
      await bench.stop(arn);
      const before = await bench.execution(arn);
      invocation[how]('late');
      await bench.settle();
      bench.clock.advance(100_000_000);
      await bench.tick();
      expect(await bench.execution(arn)).toEqual(before);
      expect(bench.fn.invocations).toHaveLength(1);
    },
  );

  test('operations in progress get no event of their own', async () => {
    const bench = new Bench({ functions: { plain: { handler: () => new Promise(() => {}) } } });
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(
      context('c', 'START'),
      step('s', 'START', { ParentId: 'c' }),
      wait('w', 1),
      callback('cb', { CallbackOptions: { TimeoutSeconds: 1 } }),
      chained('i', 'plain'),
    );
    const events = await bench.eventTypes(arn);
    await bench.stop(arn);
    bench.clock.advance(10_000);
    expect(await bench.eventTypes(arn)).toEqual([...events, 'ExecutionStopped']);
  });

  test('callbacks are refused afterwards', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const CallbackId = callbackIdOf(await invocation.checkpoint(callback('c')));
    invocation.suspends();
    await bench.settle();
    await bench.stop(arn);
    const refused = { name: 'CallbackTimeoutException', status: 400 };
    await expect(bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId })).rejects.toMatchObject(
      refused,
    );
    await expect(bench.service.call('SendDurableExecutionCallbackFailure', { CallbackId })).rejects.toMatchObject(
      refused,
    );
    await expect(bench.service.call('SendDurableExecutionCallbackHeartbeat', { CallbackId })).rejects.toMatchObject(
      refused,
    );
    expect((await bench.eventTypes(arn)).at(-1)).toBe('ExecutionStopped');
  });

  test('a second stop changes nothing and answers the time of the first', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    const first = await bench.stop(arn, ERROR);
    bench.clock.advance(5000);
    const before = [await bench.execution(arn), await bench.history(arn)];
    expect(await bench.stop(arn, { ErrorMessage: 'another' })).toEqual(first);
    expect([await bench.execution(arn), await bench.history(arn)]).toEqual(before);
  });

  test.each(['succeeds', 'fails'] as const)(
    'an execution that ended because its function %s keeps its end',
    async (how) => {
      const bench = new Bench();
      const { arn, invocation } = await bench.begin();
      invocation[how]('done');
      await bench.settle();
      bench.clock.advance(5000);
      const before = await bench.execution(arn);
      expect((await bench.stop(arn, ERROR)).StopTimestamp).toBe(before.EndTimestamp);
      expect(await bench.execution(arn)).toEqual(before);
    },
  );

  test('an execution that waits to try a failed invocation again is not tried again', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.crashes();
    await bench.settle();
    expect(bench.clock.next).toBe(bench.clock.now() + 1000);
    await bench.stop(arn);
    expect(bench.clock.next).toBeUndefined();
  });

  test('a synchronous caller is answered', async () => {
    const bench = new Bench();
    const answer = bench.service.call('Invoke', { FunctionName: 'fn:$LATEST', DurableExecutionName: 'sync' });
    const invocation = await bench.fn.next();
    expect(bench.service.activity().waiting).toBe(1);
    await bench.stop(invocation.event.DurableExecutionArn, ERROR);
    expect(await answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(bench.service.activity().waiting).toBe(0);
  });

  test('of an unknown execution: 404; of what is no execution: 400', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    const unknown = arn.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000');
    await expect(bench.stop(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    await expect(bench.stop(arn.replace('/durable-execution/', '/'))).rejects.toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
    await expect(bench.stop(arn.replace('/durable-execution/', '/other/'))).rejects.toMatchObject({ status: 400 });
  });

  test('a child is stopped on its own; its parent learns of it', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('parent');
    await invocation.checkpoint(chained('i', 'fn:$LATEST', { Payload: '1' }));
    invocation.suspends();
    const child = await bench.fn.next();
    await bench.stop(child.event.DurableExecutionArn, ERROR);
    const resumed = await bench.fn.next();
    expect(resumed.operation('i')).toMatchObject({ Status: 'STOPPED', ChainedInvokeDetails: { Error: ERROR } });
    expect((await bench.history(arn)).at(-1)).toMatchObject({
      EventType: 'ChainedInvokeStopped',
      ChainedInvokeStoppedDetails: { Error: { Payload: ERROR } },
    });
  });

  test('the child of a stopped parent goes on by itself', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('parent');
    await invocation.checkpoint(chained('i', 'fn:$LATEST'));
    invocation.suspends();
    const child = await bench.fn.next();
    await bench.stop(arn);
    const history = await bench.history(arn);
    child.succeeds('done');
    await bench.settle();
    expect((await bench.execution(child.event.DurableExecutionArn)).Status).toBe('SUCCEEDED');
    expect(await bench.history(arn)).toEqual(history);
  });
});

test('of a hundred stops at once one wins, and all are told the same time', async () => {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  await invocation.checkpoint(wait('w', 100));
  invocation.suspends();
  await bench.settle();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => {
      bench.clock.advance(1);
      return bench.stop(arn, { ErrorMessage: `stop ${n}` });
    }),
  );
  expect(new Set(answers.map(({ StopTimestamp }) => StopTimestamp)).size).toBe(1);
  const types = await bench.eventTypes(arn);
  expect(types.filter((type) => type === 'ExecutionStopped')).toHaveLength(1);
  expect((await bench.execution(arn)).EndTimestamp).toBe(answers[0]?.StopTimestamp);
});
