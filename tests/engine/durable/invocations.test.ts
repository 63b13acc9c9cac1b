import { describe, expect, test } from 'vitest';
import { Bench, callback, step, wait } from './scripted.js';

describe('an invocation that fails', () => {
  test('leaves its error in the history and is tried again, with growing delays', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(step('s', 'START'));
    invocation.crashes('exit status 1');
    await bench.settle();
    expect((await bench.history(arn)).at(-1)?.InvocationCompletedDetails).toMatchObject({
      Error: { Payload: { ErrorType: 'Error', ErrorMessage: 'exit status 1' } },
    });
    for (const delay of [1000, 2000, 4000]) {
      bench.clock.advance(delay - 1);
      await bench.tick();
      const before = bench.fn.invocations.length;
      bench.clock.advance(1);
      const again = await bench.fn.next();
      expect(bench.fn.invocations).toHaveLength(before + 1);
      expect(again.operation('s')).toMatchObject({ Status: 'STARTED', StepDetails: { Attempt: 0 } });
      again.crashes();
      await bench.settle();
    }
    bench.clock.advanceToNext();
    (await bench.fn.next()).succeeds();
    await bench.settle();
    const types = await bench.eventTypes(arn);
    expect(types.filter((type) => type === 'InvocationCompleted')).toHaveLength(5);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
  });

  test('failures are counted in a row', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 10));
    invocation.crashes();
    await bench.settle();
    bench.clock.advance(1000);
    (await bench.fn.next()).suspends();
    await bench.settle();
    bench.clock.advance(9000);
    (await bench.fn.next()).crashes();
    await bench.settle();
    expect(bench.clock.next).toBe(bench.clock.now() + 1000);
  });

  test('a callback that comes meanwhile does not hurry it', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    const answer = await invocation.checkpoint(callback('c'));
    const CallbackId = answer.NewExecutionState.Operations[0]!.CallbackDetails!.CallbackId!;
    invocation.crashes();
    await bench.settle();
    await bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: '1' });
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
    bench.clock.advance(1000);
    expect((await bench.fn.next()).event.UpdatedOperationIds).toEqual(['c']);
  });

  test('how often it is tried is a rule', async () => {
    const rules = { invocations: { retryDelaySeconds: (failures: number) => (failures < 3 ? 5 : undefined) } };
    const bench = new Bench({ rules });
    const { arn, invocation } = await bench.begin();
    invocation.crashes('first');
    for (const message of ['second', 'third']) {
      await bench.settle();
      bench.clock.advance(5000);
      (await bench.fn.next()).crashes(message);
    }
    await bench.settle();
    expect(await bench.execution(arn)).toMatchObject({ Status: 'FAILED', Error: { ErrorMessage: 'third' } });
  });

  test('a function that takes longer than its timeout has failed, and what it says later is not heard', async () => {
    const bench = new Bench({ functions: { fn: { handler: () => undefined } } });
    bench.service.register('fn', { handler: bench.fn.handler, durable: {}, timeoutSeconds: 3 });
    const { arn, invocation } = await bench.begin();
    bench.clock.advance(3000);
    await bench.settle();
    expect((await bench.history(arn)).at(-1)?.InvocationCompletedDetails?.Error?.Payload).toEqual({
      ErrorType: 'Sandbox.Timedout',
      ErrorMessage: `RequestId: ${invocation.context.awsRequestId} Error: Task timed out after 3.00 seconds`,
    });
    invocation.succeeds('late');
    await expect(invocation.checkpoint()).rejects.toThrow(/^Invalid Checkpoint Token/);
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('RUNNING');
    bench.clock.advanceToNext();
    (await bench.fn.next()).succeeds('in time');
    await bench.settle();
    expect((await bench.execution(arn)).Result).toBe('"in time"');
  });

  test('a function that is gone fails the execution', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 1));
    invocation.suspends();
    await bench.settle();
    await bench.service.call('DeleteFunction', { FunctionName: 'fn' });
    bench.clock.advanceToNext();
    await bench.settle();
    expect(await bench.execution(arn)).toMatchObject({
      Status: 'FAILED',
      Error: { ErrorType: 'ResourceNotFoundException' },
    });
  });
});

describe('an output that is none', () => {
  const rows: readonly [string, unknown][] = [
    ['Cannot provide an Error for SUCCEEDED status.', { Status: 'SUCCEEDED', Error: { ErrorMessage: 'x' } }],
    ['Cannot provide a Result for FAILED status.', { Status: 'FAILED', Result: '1' }],
    ['Invalid Status in invocation output.', { Status: 'DONE' }],
    ['Invalid Status in invocation output.', {}],
    ['Invalid Status in invocation output.', null],
    ['Invalid Status in invocation output.', 'text'],
    ['Invalid Status in invocation output.', [{ Status: 'SUCCEEDED' }]],
    ['Invalid Result in invocation output.', { Status: 'SUCCEEDED', Result: 7 }],
    [
      'Execution output payload size must be less than or equal to 1048576 bytes.',
      { Status: 'SUCCEEDED', Result: 'x'.repeat(1_048_577) },
    ],
  ];

  test.each(rows)('%s', async (ErrorMessage, output) => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.returns(output);
    await bench.settle();
    const error = { ErrorMessage, ErrorType: 'InvalidParameterValueException' };
    expect(await bench.execution(arn)).toMatchObject({ Status: 'FAILED', Error: error });
    expect((await bench.history(arn)).slice(1)).toMatchObject([
      { EventType: 'InvocationCompleted', InvocationCompletedDetails: { Error: { Payload: error } } },
      { EventType: 'ExecutionFailed', ExecutionFailedDetails: { Error: { Payload: error } } },
    ]);
  });

  test('members that are null count as absent', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.returns({ Status: 'SUCCEEDED', Result: '1', Error: null });
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('SUCCEEDED');
  });

  test.each([
    ['a wait', wait('o', 5)],
    ['a callback', callback('o')],
    ['a step that will be tried again', step('o', 'RETRY', { StepOptions: { NextAttemptDelaySeconds: 5 } })],
  ])('PENDING is legal with %s', async (_, update) => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(update);
    invocation.suspends();
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('RUNNING');
  });

  test.each([
    ['nothing', []],
    ['a step that only started', [step('s', 'START')]],
  ])('PENDING with %s is tried again, and fails the third time in a row', async (_, updates) => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    if (updates.length > 0) await invocation.checkpoint(...updates);
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    (await bench.fn.next()).suspends();
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('RUNNING');
    bench.clock.advanceToNext();
    (await bench.fn.next()).suspends();
    await bench.settle();
    expect(await bench.execution(arn)).toMatchObject({
      Status: 'FAILED',
      Error: {
        ErrorMessage: 'Cannot return PENDING status with no pending operations.',
        ErrorType: 'InvalidParameterValueException',
      },
    });
    expect(bench.fn.invocations).toHaveLength(3);
  });

  test('an invocation that goes well between two of them starts the count anew', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    (await bench.fn.next()).suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const third = await bench.fn.next();
    await third.checkpoint(wait('w', 5));
    third.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    (await bench.fn.next()).suspends();
    await bench.settle();
    expect((await bench.execution(arn)).Status).toBe('RUNNING');
  });
});
