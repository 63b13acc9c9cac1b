import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { assertEarly, cited, isExecution, longTime } from './cited.js';
import { callback, chained } from './updates.js';

const FAILURE = { ErrorType: 'Refused', ErrorMessage: 'No.', ErrorData: '{}', StackTrace: ['a'] };

/** An execution that is suspended in a callback. */
async function suspended({ durable, clock }: CaseContext, options: Record<string, unknown> = {}) {
  const begun = await durable.begin();
  const since = await clock.now();
  const told = await begun.invocation.update(callback('c', options));
  const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId;
  await begun.invocation.suspends();
  return { ...begun, CallbackId, since };
}

describe('a callback', () => {
  for (const [what, text] of [
    ['JSON', '{"status": "approved"}'],
    ['text that is no JSON', 'approved: yes'],
    ['text beyond ASCII', 'genehmigt: jä €'],
  ] as const) {
    test(
      `succeeds with ${what}, as it is`,
      cited('callback/succeeds', 'callback/raw-text', 'wire/raw-payload'),
      async (given) => {
        const { lambda, durable } = given;
        const { fn, arn, CallbackId } = await suspended(given);
        expect(await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: text })).toSucceed();
        const second = await fn.next();
        const told = second.operation('c');
        expect({ Status: told?.Status, Result: told?.CallbackDetails?.Result }).toEqual({
          Status: 'SUCCEEDED',
          Result: text,
        });
        const event = (await durable.history(arn)).find(({ EventType }) => EventType === 'CallbackSucceeded');
        expect(event?.CallbackSucceededDetails?.Result?.Payload).toBe(text);
      },
    );
  }

  test('succeeds without a result', cited('callback/empty-result', 'wire/empty-body'), async (given) => {
    const { lambda, durable } = given;
    const { fn, arn, CallbackId } = await suspended(given);
    expect(await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId })).toSucceed();
    const told = (await fn.next()).operation('c');
    // A body of no bytes: nobody says whether it is no text or an empty one.
    expect({ Status: told?.Status, Result: told?.CallbackDetails?.Result ?? '' }).toEqual({
      Status: 'SUCCEEDED',
      Result: '',
    });
    const event = (await durable.history(arn)).find(({ EventType }) => EventType === 'CallbackSucceeded');
    expect(event?.CallbackSucceededDetails?.Result?.Payload ?? '').toBe('');
  });

  test('fails with the error of the body', cited('callback/fails'), async (given) => {
    const { lambda, durable } = given;
    const { fn, arn, CallbackId } = await suspended(given);
    expect(await lambda.call('SendDurableExecutionCallbackFailure', { CallbackId, Error: FAILURE })).toSucceed();
    const told = (await fn.next()).operation('c');
    expect({ Status: told?.Status, Error: told?.CallbackDetails?.Error }).toEqual({ Status: 'FAILED', Error: FAILURE });
    const event = (await durable.history(arn)).find(({ EventType }) => EventType === 'CallbackFailed');
    expect(event?.CallbackFailedDetails?.Error?.Payload).toEqual(FAILURE);
  });

  test('times out', cited('callback/times-out'), async (given) => {
    const { durable, clock } = given;
    const { fn, arn, since } = await suspended(given, { TimeoutSeconds: 20 });
    await clock.sleep(15_000);
    await assertEarly(given, since, 20_000);
    expect(fn.invocations.length, 'invocations before the timeout').toBe(1);
    const told = (await fn.next()).operation('c');
    expect({ Status: told?.Status, ErrorType: told?.CallbackDetails?.Error?.ErrorType }).toEqual({
      Status: 'TIMED_OUT',
      ErrorType: 'Callback.Timeout',
    });
    const event = (await durable.history(arn)).find(({ EventType }) => EventType === 'CallbackTimedOut');
    expect(event?.CallbackTimedOutDetails?.Error?.Payload?.ErrorType).toBe('Callback.Timeout');
  });

  test('times out without a heartbeat', cited('callback/heartbeat-times-out'), async (given) => {
    const { fn, arn } = await suspended(given, { TimeoutSeconds: 60, HeartbeatTimeoutSeconds: 10 });
    const told = (await fn.next()).operation('c');
    expect({ Status: told?.Status, ErrorType: told?.CallbackDetails?.Error?.ErrorType }).toEqual({
      Status: 'TIMED_OUT',
      ErrorType: 'Callback.Heartbeat',
    });
    const [started, timedOut] = (await given.durable.history(arn)).filter(({ Id }) => Id === 'c');
    expect(timedOut!.EventTimestamp - started!.EventTimestamp, 'seconds').toBeLessThan(59);
  });

  test(
    'lives on with heartbeats',
    cited('callback/heartbeat-restarts-the-clock', 'callback/heartbeat-is-no-event'),
    async (given) => {
      const { clock, lambda, durable } = given;
      const { fn, arn, CallbackId, since } = await suspended(given, { HeartbeatTimeoutSeconds: 10 });
      const events = await durable.eventTypes(arn);
      let last = since;
      for (let beat = 0; beat < 4; beat++) {
        await clock.sleep(7_000);
        await assertEarly(given, last, 10_000);
        last = await clock.now();
        expect(await lambda.call('SendDurableExecutionCallbackHeartbeat', { CallbackId })).toSucceed();
      }
      expect(await durable.eventTypes(arn)).toEqual(events);
      expect(fn.invocations.length, 'invocations').toBe(1);
      const told = (await fn.next()).operation('c');
      expect(told?.CallbackDetails?.Error?.ErrorType).toBe('Callback.Heartbeat');
    },
  );

  test('times out in spite of heartbeats', cited('callback/heartbeat-does-not-extend-the-timeout'), async (given) => {
    const { clock, lambda } = given;
    const { fn, CallbackId, since } = await suspended(given, { TimeoutSeconds: 15, HeartbeatTimeoutSeconds: 10 });
    await clock.sleep(8_000);
    await assertEarly(given, since, 10_000);
    expect(await lambda.call('SendDurableExecutionCallbackHeartbeat', { CallbackId })).toSucceed();
    const told = (await fn.next()).operation('c');
    expect(told?.CallbackDetails?.Error?.ErrorType).toBe('Callback.Timeout');
  });

  for (const member of ['TimeoutSeconds', 'HeartbeatTimeoutSeconds']) {
    test(`with ${member} of 0 does not time out`, cited('callback/zero-is-none'), async (given) => {
      const { clock, durable, lambda, target } = given;
      const { fn, arn, CallbackId } = await suspended(given, { [member]: 0 });
      await clock.sleep(longTime(target, 300_000));
      expect(fn.invocations.length, 'invocations').toBe(1);
      expect((await durable.describe(arn)).Status).toBe('RUNNING');
      expect(await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId })).toSucceed();
    });
  }

  test('tells its timeouts', cited('callback/timeouts-in-events'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(
      callback('a', { TimeoutSeconds: 20 }),
      callback('b', { HeartbeatTimeoutSeconds: 30 }),
      callback('c'),
    );
    const details = (await durable.history(arn))
      .slice(1)
      .map(({ CallbackStartedDetails: { Timeout, HeartbeatTimeout } }) => ({ Timeout, HeartbeatTimeout }));
    expect(details).toEqual([
      { Timeout: 20, HeartbeatTimeout: undefined },
      { Timeout: undefined, HeartbeatTimeout: 30 },
      { Timeout: undefined, HeartbeatTimeout: undefined },
    ]);
  });

  const closings = {
    succeeded: async ({ lambda }: CaseContext, CallbackId: unknown) => {
      expect(await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: '"first"' })).toSucceed();
    },
    failed: async ({ lambda }: CaseContext, CallbackId: unknown) => {
      expect(await lambda.call('SendDurableExecutionCallbackFailure', { CallbackId, Error: FAILURE })).toSucceed();
    },
    'timed out': async ({ clock }: CaseContext) => {
      await clock.sleep(25_000);
    },
  };
  for (const [how, close] of Object.entries(closings)) {
    for (const operation of ['Success', 'Failure', 'Heartbeat'] as const) {
      test(
        `that has ${how} takes no ${operation}`,
        cited(
          `SendDurableExecutionCallback${operation}/error/CallbackTimeoutException`,
          'callback/closed-takes-no-answer',
          'callback/first-answer-counts',
        ),
        async (given) => {
          const { lambda, durable } = given;
          const { fn, arn, CallbackId } = await suspended(given, { TimeoutSeconds: 20 });
          expect(await lambda.call('SendDurableExecutionCallbackHeartbeat', { CallbackId })).toSucceed();
          await close(given, CallbackId);
          await fn.next();
          const before = await durable.history(arn);
          const late = await lambda.call(`SendDurableExecutionCallback${operation}`, { CallbackId });
          expect(late).toFailWith('CallbackTimeoutException');
          expect(late.response?.status, 'status').toBe(400);
          expect(await durable.history(arn)).toEqual(before);
        },
      );
    }
  }

  for (const operation of ['Success', 'Failure', 'Heartbeat'] as const) {
    test(`takes a ${operation} for its own id only`, cited('callback/made-up-id'), async (given) => {
      const { lambda, durable } = given;
      const { arn, CallbackId } = await suspended(given);
      const made = Buffer.from('a callback that nobody started').toString('base64');
      const sent = await lambda.call(`SendDurableExecutionCallback${operation}`, { CallbackId: made });
      expect(sent).toFailWith([
        'InvalidParameterValueException',
        'ResourceNotFoundException',
        'ValidationException',
        'CallbackTimeoutException',
      ]);
      expect((await durable.eventTypes(arn)).length).toBe(3);
      expect(await lambda.call(`SendDurableExecutionCallback${operation}`, { CallbackId })).toSucceed();
    });
  }

  test('has an id of its own', cited('callback/ids-differ'), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    const other = await durable.beginOn(fn);
    const told = await invocation.update(callback('a'), callback('b'));
    const others = await other.invocation.update(callback('a'));
    const ids = [...told, ...others].flatMap(({ Type, CallbackDetails }) =>
      Type === 'CALLBACK' ? [CallbackDetails.CallbackId] : [],
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a chained invoke', () => {
  test(
    'of a plain function brings its result',
    cited('chained-invoke/succeeds', 'chained-invoke/plain-has-no-execution', 'chained-invoke/payload-is-the-input'),
    async ({ durable, functions }) => {
      const plain = await functions.plain((input) => ({ kind: 'result', payload: { got: input } }));
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(chained('i', plain.name, { Payload: '{"n":1}' }));
      await invocation.suspends();
      const told = (await fn.next()).operation('i');
      expect({ Status: told?.Status, Result: told?.ChainedInvokeDetails?.Result }).toEqual({
        Status: 'SUCCEEDED',
        Result: '{"got":{"n":1}}',
      });
      const started = (await durable.history(arn)).find(({ EventType }) => EventType === 'ChainedInvokeStarted');
      expect(started?.ChainedInvokeStartedDetails?.DurableExecutionArn).toBeUndefined();
      expect(started?.ChainedInvokeStartedDetails?.FunctionName).toContain(plain.name);
    },
  );

  test('of a plain function that fails is FAILED', cited('chained-invoke/fails'), async ({ durable, functions }) => {
    const plain = await functions.plain(() => ({ kind: 'error', errorType: 'Broken', errorMessage: 'It broke.' }));
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(chained('i', plain.name, { Payload: '{}' }));
    await invocation.suspends();
    const told = (await fn.next()).operation('i');
    expect(told?.Status).toBe('FAILED');
    expect(told?.ChainedInvokeDetails?.Error).toMatchObject({ ErrorType: 'Broken', ErrorMessage: 'It broke.' });
    expect(await durable.eventTypes(arn)).toContain('ChainedInvokeFailed');
  });

  test(
    'of a durable function starts an execution',
    cited('chained-invoke/starts-an-execution', 'chained-invoke/payload-is-the-input', 'chained-invoke/succeeds'),
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(chained('i', child.latest, { Payload: '{"n":1}' }));
      await invocation.suspends();
      const inner = await child.next();
      const started = (await durable.history(arn)).find(({ EventType }) => EventType === 'ChainedInvokeStarted');
      expect(started?.ChainedInvokeStartedDetails?.DurableExecutionArn).toBe(inner.arn);
      expect(inner.operations[0]?.ExecutionDetails?.InputPayload).toBe('{"n":1}');
      await inner.succeeds({ done: true });
      const told = (await fn.next()).operation('i');
      expect({ Status: told?.Status, Result: told?.ChainedInvokeDetails?.Result }).toEqual({
        Status: 'SUCCEEDED',
        Result: '{"done":true}',
      });
    },
  );

  test('of an execution that fails is FAILED', cited('chained-invoke/child-fails'), async ({ durable, functions }) => {
    const child = await functions.durable();
    const { fn, invocation } = await durable.begin();
    await invocation.update(chained('i', child.latest));
    await invocation.suspends();
    const inner = await child.next();
    await isExecution(inner);
    await inner.fails({ ErrorType: 'Inner', ErrorMessage: 'no' });
    const told = (await fn.next()).operation('i');
    expect(told?.Status).toBe('FAILED');
    expect(told?.ChainedInvokeDetails?.Error).toMatchObject({ ErrorType: 'Inner', ErrorMessage: 'no' });
  });

  test(
    'of an execution that times out is TIMED_OUT',
    cited('chained-invoke/child-times-out'),
    async ({ durable, functions }) => {
      const child = await functions.durable({ durableConfig: { ExecutionTimeout: 10 } });
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(chained('i', child.latest));
      await invocation.suspends();
      const inner = await child.next();
      await isExecution(inner);
      await inner.update(callback('c'));
      await inner.suspends();
      expect((await fn.next()).operation('i')?.Status).toBe('TIMED_OUT');
      expect(await durable.eventTypes(arn)).toContain('ChainedInvokeTimedOut');
    },
  );

  test(
    'of a function that does not exist is FAILED',
    cited('chained-invoke/missing-function'),
    async ({ durable, functions }) => {
      const { fn, invocation } = await durable.begin();
      expect(await invocation.checkpoint([chained('i', await functions.freshName())])).toSucceed();
      await invocation.suspends();
      expect((await fn.next()).operation('i')?.Status).toBe('FAILED');
    },
  );

  test(
    'of a durable function without a version is FAILED',
    cited('chained-invoke/unqualified-durable'),
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const { invocation } = await durable.begin();
      const told = [...(await invocation.update(chained('i', child.arn))), ...(await invocation.update())];
      expect(told.findLast(({ Id }) => Id === 'i')?.Status).toBe('FAILED');
      expect(child.invocations.length, 'invocations of the target').toBe(0);
    },
  );
});
