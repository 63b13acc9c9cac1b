import { describe, expect, test } from 'vitest';
import { Bench, callback, callbackIdOf, wait } from './scripted.js';

const closed = {
  name: 'CallbackTimeoutException',
  status: 400,
  message: 'The callback is either timed out or already completed',
};

async function suspended(CallbackOptions: { TimeoutSeconds?: number; HeartbeatTimeoutSeconds?: number } = {}) {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  const CallbackId = callbackIdOf(await invocation.checkpoint(callback('c', { Name: 'approval', CallbackOptions })));
  invocation.suspends();
  await bench.settle();
  return {
    bench,
    arn,
    CallbackId,
    succeed: (Result?: string) =>
      bench.service.call('SendDurableExecutionCallbackSuccess', {
        CallbackId,
        ...(Result !== undefined && { Result }),
      }),
    fail: (error?: object) =>
      bench.service.call('SendDurableExecutionCallbackFailure', { CallbackId, ...(error && { Error: error }) }),
    beat: () => bench.service.call('SendDurableExecutionCallbackHeartbeat', { CallbackId }),
    last: async () => (await bench.history(arn)).at(-1),
  };
}

describe('a callback', () => {
  test('CallbackStarted lists the timeouts that are set, and 0 is none', async () => {
    const { bench, arn, CallbackId } = await suspended({ TimeoutSeconds: 5, HeartbeatTimeoutSeconds: 2 });
    expect((await bench.history(arn))[1]).toMatchObject({
      EventType: 'CallbackStarted',
      Name: 'approval',
      CallbackStartedDetails: { CallbackId, Timeout: 5, HeartbeatTimeout: 2 },
    });
    const without = await suspended({ TimeoutSeconds: 0, HeartbeatTimeoutSeconds: 0 });
    expect((await without.bench.history(without.arn))[1]?.CallbackStartedDetails).toEqual({
      CallbackId: without.CallbackId,
    });
  });

  test('success: the text is kept as it is, and the function is invoked', async () => {
    const { bench, succeed, last } = await suspended();
    await succeed('{"status": "approved"}');
    const second = await bench.fn.next();
    expect(second.event.UpdatedOperationIds).toEqual(['c']);
    expect(second.operation('c')).toMatchObject({
      Status: 'SUCCEEDED',
      CallbackDetails: { Result: '{"status": "approved"}' },
    });
    expect(await last()).toMatchObject({
      EventType: 'CallbackSucceeded',
      CallbackSucceededDetails: { Result: { Payload: '{"status": "approved"}' } },
    });
  });

  test('success without a body has no result', async () => {
    const { bench, succeed, last } = await suspended();
    await succeed('');
    expect((await bench.fn.next()).operation('c')?.CallbackDetails).not.toHaveProperty('Result');
    expect((await last())?.CallbackSucceededDetails).toEqual({ Result: { Truncated: false } });
  });

  test('failure: the error is kept', async () => {
    const { bench, fail, last } = await suspended();
    await fail({ ErrorMessage: 'no', ErrorType: 'Refused' });
    expect((await bench.fn.next()).operation('c')).toMatchObject({
      Status: 'FAILED',
      CallbackDetails: { Error: { ErrorMessage: 'no', ErrorType: 'Refused' } },
    });
    expect(await last()).toMatchObject({
      EventType: 'CallbackFailed',
      CallbackFailedDetails: { Error: { Payload: { ErrorType: 'Refused' } } },
    });
  });

  test('failure without a body is an empty error', async () => {
    const { fail, last } = await suspended();
    await fail();
    expect((await last())?.CallbackFailedDetails).toEqual({ Error: { Payload: {}, Truncated: false } });
  });

  test.each(['succeed', 'fail', 'beat'] as const)('after its end: %s is refused', async (what) => {
    const call = await suspended();
    await call.succeed('1');
    const events = await call.bench.eventTypes(call.arn);
    await expect(call[what]()).rejects.toMatchObject(closed);
    expect(await call.bench.eventTypes(call.arn)).toEqual(events);
  });

  test('times out', async () => {
    const { bench, succeed, last } = await suspended({ TimeoutSeconds: 5 });
    bench.clock.advance(4999);
    bench.clock.advance(1);
    const second = await bench.fn.next();
    const error = { ErrorType: 'Callback.Timeout', ErrorMessage: 'Callback timed out' };
    expect(second.operation('c')).toMatchObject({ Status: 'TIMED_OUT', CallbackDetails: { Error: error } });
    expect(await last()).toMatchObject({
      EventType: 'CallbackTimedOut',
      CallbackTimedOutDetails: { Error: { Payload: error } },
    });
    await expect(succeed('1')).rejects.toMatchObject(closed);
  });

  test('times out without a heartbeat, and each heartbeat restarts the clock', async () => {
    const { bench, arn, beat } = await suspended({ HeartbeatTimeoutSeconds: 10 });
    for (let round = 0; round < 5; round++) {
      bench.clock.advance(9000);
      await beat();
    }
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted', 'CallbackStarted', 'InvocationCompleted']);
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
    bench.clock.advance(10_000);
    expect((await bench.fn.next()).operation('c')?.CallbackDetails?.Error).toMatchObject({
      ErrorType: 'Callback.Heartbeat',
      ErrorMessage: 'Callback timed out on heartbeat',
    });
  });

  test('the earlier of both clocks counts, and a heartbeat does not move the timeout', async () => {
    const { bench, beat } = await suspended({ TimeoutSeconds: 12, HeartbeatTimeoutSeconds: 10 });
    bench.clock.advance(9000);
    await beat();
    bench.clock.advance(3000);
    expect((await bench.fn.next()).operation('c')?.CallbackDetails?.Error?.ErrorType).toBe('Callback.Timeout');
  });

  test('a heartbeat is accepted without a heartbeat timeout', async () => {
    const { bench, arn, beat } = await suspended();
    await beat();
    expect((await bench.eventTypes(arn)).at(-1)).toBe('InvocationCompleted');
  });

  test('its end invokes the function even when it waits for something else', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    const CallbackId = callbackIdOf(await invocation.checkpoint(callback('c'), wait('w', 100)));
    invocation.suspends();
    await bench.settle();
    await bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId });
    const second = await bench.fn.next();
    expect(second.operation('w')?.Status).toBe('STARTED');
    second.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    expect((await bench.fn.next()).operation('w')?.Status).toBe('SUCCEEDED');
  });

  test('what is no callback id is refused, what was one is closed', async () => {
    const { bench, CallbackId } = await suspended();
    const send = (id: string) => bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId: id });
    const invalid = { name: 'InvalidParameterValueException', status: 400 };
    await expect(send('AAAA')).rejects.toMatchObject({ ...invalid, message: 'Invalid callback id' });
    await expect(send('not base64!')).rejects.toMatchObject({ status: 400 });
    const [kind, , operation, nonce] = Buffer.from(CallbackId, 'base64').toString().split(' ');
    const foreign = [kind, '00000000-0000-4000-8000-000000000000', operation, nonce].join(' ');
    await expect(send(Buffer.from(foreign).toString('base64'))).rejects.toMatchObject(closed);
  });
});
