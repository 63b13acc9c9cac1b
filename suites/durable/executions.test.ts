import { describe, expect, json, test } from '../../harness/index.js';
import { assertEarly, BAD_TOKEN, cited, longTime } from './cited.js';
import { callback, execution, step, wait } from './updates.js';

const FAILURE = { ErrorType: 'Broken', ErrorMessage: 'It broke.', ErrorData: '{"n":1}', StackTrace: ['a', 'b'] };

describe('an execution', () => {
  for (const [what, result] of [
    ['an object', '{"a": [1, 2]}'],
    ['a string', '"text"'],
    ['null', 'null'],
    ['a number', '1.50'],
  ] as const) {
    test(
      `succeeds with ${what}, text for text`,
      cited(
        'execution/succeeds-with-the-result',
        'GetDurableExecution/behaviour/result-only-when-succeeded',
        'history/status-agrees',
      ),
      async ({ durable }) => {
        const { arn, invocation } = await durable.begin();
        await invocation.returns({ json: { Status: 'SUCCEEDED', Result: result } });
        const { Status, Result, Error: error } = await durable.finish(arn);
        expect({ Status, Result, error }).toEqual({ Status: 'SUCCEEDED', Result: result, error: undefined });
        const last = (await durable.history(arn)).at(-1);
        expect(last?.ExecutionSucceededDetails?.Result?.Payload).toBe(result);
      },
    );
  }

  test('succeeds without a result', cited('execution/succeeds-without-a-result'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.succeeds();
    const { Status, Result } = await durable.finish(arn);
    expect({ Status, Result }).toEqual({ Status: 'SUCCEEDED', Result: undefined });
  });

  test(
    'fails with the error that is returned, and is not tried again',
    cited(
      'execution/fails-with-the-error',
      'GetDurableExecution/behaviour/error-only-when-not',
      'history/status-agrees',
    ),
    async ({ durable, clock, target }) => {
      const { arn, fn, invocation } = await durable.begin();
      await invocation.fails(FAILURE);
      const { Status, Result, Error: error } = await durable.finish(arn);
      expect({ Status, Result, error }).toEqual({ Status: 'FAILED', Result: undefined, error: FAILURE });
      expect((await durable.history(arn)).at(-1)?.ExecutionFailedDetails?.Error?.Payload).toEqual(FAILURE);
      await clock.sleep(longTime(target, 60_000));
      expect(fn.invocations.length, 'invocations').toBe(1);
    },
  );

  test(
    'that suspends is RUNNING',
    cited('execution/stays-running', 'GetDurableExecution/behaviour/running'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.update(wait('w', 60));
      await invocation.suspends();
      const { Status, EndTimestamp, Result, Error: error } = await durable.describe(arn);
      expect({ Status, EndTimestamp, Result, error }).toEqual({
        Status: 'RUNNING',
        EndTimestamp: undefined,
        Result: undefined,
        error: undefined,
      });
      expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'WaitStarted', 'InvocationCompleted']);
    },
  );

  const invalid: Readonly<Record<string, { readonly json: unknown } | { readonly text: string }>> = {
    'an unknown status': { json: { Status: 'DONE', Result: '1' } },
    'no status': { json: { Result: '1' } },
    'a success with an error': { json: { Status: 'SUCCEEDED', Result: '1', Error: FAILURE } },
    'a list': { json: [1, 2] },
    'a string': { json: 'SUCCEEDED' },
    null: { json: null },
    'text that is no JSON': { text: 'SUCCEEDED' },
    'PENDING with nothing to wait for': { json: { Status: 'PENDING' } },
  };
  for (const [what, output] of Object.entries(invalid)) {
    test(`does not succeed by ${what}`, cited('execution/invalid-output-never-succeeds'), async ({ durable }) => {
      const { arn, fn, invocation } = await durable.begin();
      await invocation.returns(output);
      const { Status, Result } = await durable.describe(arn);
      expect(Status).toMatch(/^(RUNNING|FAILED)$/);
      expect(Result).toBeUndefined();
      expect(await durable.eventTypes(arn)).not.toContain('ExecutionSucceeded');
      const twin = await durable.beginOn(fn);
      await twin.invocation.succeeds(1);
      expect((await durable.finish(twin.arn)).Status).toBe('SUCCEEDED');
    });
  }

  const refused: typeof invalid = {
    'a failure with a result': { json: { Status: 'FAILED', Result: '1' } },
    'a success with an error': { json: { Status: 'SUCCEEDED', Error: FAILURE } },
    'an unknown status': { json: { Status: 'DONE' } },
    'no status': { json: {} },
  };
  for (const [what, output] of Object.entries(refused)) {
    test(
      `fails at once by ${what}`,
      cited('execution/invalid-output-fails-at-once'),
      async ({ durable, clock, target }) => {
        const { arn, fn, invocation } = await durable.begin();
        await invocation.returns(output);
        const { Status, Error: error } = await durable.finish(arn);
        expect({ Status, type: error?.ErrorType }).toEqual({
          Status: 'FAILED',
          type: 'InvalidParameterValueException',
        });
        await clock.sleep(longTime(target, 60_000));
        expect(fn.invocations.length, 'invocations').toBe(1);
        const twin = await durable.beginOn(fn);
        await twin.invocation.succeeds(1);
        expect((await durable.finish(twin.arn)).Status).toBe('SUCCEEDED');
      },
    );
  }

  test(
    'fails by PENDING with nothing to wait for, when that goes on',
    cited('execution/nothing-pending-fails-in-the-end'),
    async ({ durable }) => {
      const { arn, fn, invocation } = await durable.begin();
      await invocation.suspends();
      for (let again = 0; again < 3 && (await durable.describe(arn)).Status === 'RUNNING'; again++) {
        await (await fn.next()).suspends();
      }
      const { Status, Error: error } = await durable.describe(arn);
      expect({ Status, type: error?.ErrorType }).toEqual({ Status: 'FAILED', type: 'InvalidParameterValueException' });
      expect(fn.invocations.length, 'invocations').toBeGreaterThan(1);
    },
  );

  test('fails without an error, too', cited('execution/fails-without-an-error'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.returns({ json: { Status: 'FAILED' } });
    const { Status, Result } = await durable.finish(arn);
    expect({ Status, Result }).toEqual({ Status: 'FAILED', Result: undefined });
    expect((await durable.history(arn)).at(-1)?.EventType).toBe('ExecutionFailed');
  });

  test('is invoked again after a crash, and can succeed', cited('execution/crash-is-retried'), async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(step('s', 'SUCCEED', { Payload: '"kept"' }));
    await invocation.crashes();
    const second = await fn.next();
    expect(second.arn).toBe(arn);
    expect(second.operation('s')?.StepDetails?.Result).toBe('"kept"');
    await second.succeeds('after all');
    expect((await durable.finish(arn)).Result).toBe('"after all"');
  });

  test('records a crash', cited('execution/crash-is-recorded', 'history/invocation-details'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.crashes('Runtime.ExitError', 'The runtime exited.');
    const completed = (await durable.history(arn)).find(({ EventType }) => EventType === 'InvocationCompleted');
    expect(completed?.InvocationCompletedDetails?.Error?.Payload).toMatchObject({ ErrorType: 'Runtime.ExitError' });
  });

  test(
    'times out',
    cited('execution/times-out', 'history/status-agrees', 'GetDurableExecution/behaviour/end-after-start'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 30 } });
      await invocation.update(callback('c'));
      await invocation.suspends();
      const { Status, StartTimestamp, EndTimestamp, Result } = await durable.finish(arn);
      expect({ Status, Result }).toEqual({ Status: 'TIMED_OUT', Result: undefined });
      expect(EndTimestamp - StartTimestamp).toBeGreaterThanOrEqual(29.9);
      expect(EndTimestamp - StartTimestamp).toBeLessThan(60);
      expect((await durable.eventTypes(arn)).at(-1)).toBe('ExecutionTimedOut');
    },
  );

  test('does not time out before', cited('execution/times-out'), async ({ durable, clock }) => {
    const begun = await clock.now();
    const { arn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 20 } });
    await invocation.update(callback('c'));
    await invocation.suspends();
    await clock.sleep(15_000);
    await assertEarly({ clock }, begun, 20_000);
    expect((await durable.describe(arn)).Status).toBe('RUNNING');
    expect((await durable.finish(arn)).Status).toBe('TIMED_OUT');
  });

  test(
    'that has timed out takes no checkpoint and is not invoked again',
    cited('execution/timeout-is-final', 'CheckpointDurableExecution/behaviour/closed-execution'),
    async ({ durable, clock, target }) => {
      const begun = await clock.now();
      const { arn, fn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 10 } });
      await assertEarly({ clock }, begun, 10_000);
      expect(await invocation.checkpoint([wait('w', 30), callback('c', { TimeoutSeconds: 40 })])).toSucceed();
      await clock.sleep(15_000);
      expect((await durable.describe(arn)).Status).toBe('TIMED_OUT');
      expect(await invocation.checkpoint([step('s', 'START')])).toFailWith(BAD_TOKEN);
      await invocation.succeeds('late');
      await clock.sleep(longTime(target, 60_000));
      expect((await durable.describe(arn)).Status).toBe('TIMED_OUT');
      expect(fn.invocations.length, 'invocations').toBe(1);
    },
  );

  test(
    'that has succeeded does not time out',
    cited('execution/ends-before-its-timeout', 'history/one-terminal-event'),
    async ({ durable, clock }) => {
      const begun = await clock.now();
      const { arn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 10 } });
      await invocation.succeeds(1);
      const before = await durable.finish(arn);
      await assertEarly({ clock }, begun, 10_000);
      await clock.sleep(30_000);
      expect(await durable.describe(arn)).toEqual(before);
      expect((await durable.eventTypes(arn)).at(-1)).toBe('ExecutionSucceeded');
    },
  );

  test(
    'can be ended by a checkpoint',
    cited('execution/closed-by-checkpoint', 'history/one-terminal-event', 'history/nothing-after-the-end'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      expect(await invocation.checkpoint([execution('SUCCEED', { Payload: '{"by":"checkpoint"}' })])).toSucceed();
      await invocation.returns({ json: { Status: 'SUCCEEDED', Result: '' } });
      const { Status, Result } = await durable.finish(arn);
      expect({ Status, Result }).toEqual({ Status: 'SUCCEEDED', Result: '{"by":"checkpoint"}' });
      const ends = (await durable.eventTypes(arn)).filter((type) => type === 'ExecutionSucceeded');
      expect(ends.length).toBe(1);
    },
  );

  test('can be failed by a checkpoint', cited('execution/closed-by-failing-checkpoint'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.checkpoint([execution('FAIL', { Error: FAILURE })])).toSucceed();
    await invocation.fails();
    const { Status, Error: error } = await durable.finish(arn);
    expect({ Status, error }).toEqual({ Status: 'FAILED', error: FAILURE });
  });
});

describe('what a function is given', () => {
  for (const [what, input, told] of [
    // Whether its blanks are kept, too, is a case of its own.
    ['an object', '{"a":1,"b":[true,null]}', json({ a: 1, b: [true, null] })],
    ['a string', '"World"', '"World"'],
    ['null', 'null', 'null'],
    ['a number', '17', '17'],
  ] as const) {
    test(
      `has the input, ${what}, as it was sent`,
      cited('execution/input-is-kept', 'execution/first-operation-is-the-execution'),
      async ({ durable }) => {
        const { arn, invocation } = await durable.begin({ input });
        const [first] = invocation.operations;
        expect({ Type: first?.Type, Status: first?.Status, input: first?.ExecutionDetails?.InputPayload }).toEqual({
          Type: 'EXECUTION',
          Status: 'STARTED',
          input: told,
        });
        expect((await durable.describe(arn)).InputPayload).toEqual(told);
        const [started] = await durable.history(arn);
        expect(started?.ExecutionStartedDetails?.Input?.Payload).toEqual(told);
      },
    );
  }

  test('has the input to the last blank', cited('execution/input-text-is-kept'), async ({ durable }) => {
    const input = '{"a": 1.0, "b": [true,  null]}';
    const { arn, invocation } = await durable.begin({ input });
    expect(invocation.operations[0]?.ExecutionDetails?.InputPayload).toBe(input);
    expect((await durable.describe(arn)).InputPayload).toBe(input);
  });

  test('is told in history with the time that it has', cited('history/started-details'), async ({ durable }) => {
    const { arn } = await durable.begin({ input: '17', durableConfig: { ExecutionTimeout: 450 } });
    const [started] = await durable.history(arn);
    expect({
      input: started?.ExecutionStartedDetails?.Input?.Payload,
      timeout: started?.ExecutionStartedDetails?.ExecutionTimeout,
    }).toEqual({ input: '17', timeout: 450 });
  });

  test('has no member without a value', cited('execution/event-without-nulls'), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'), wait('w', 3), callback('c'));
    await invocation.suspends();
    const second = await fn.next();
    expect(JSON.stringify(second.event)).not.toContain(':null');
  });

  test('has times in milliseconds', cited('execution/event-times-are-milliseconds'), async ({ durable }) => {
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(wait('w', 3));
    await invocation.suspends();
    const second = await fn.next();
    const { StartTimestamp } = await durable.describe(arn);
    expect(Number.isInteger(second.operations[0]?.StartTimestamp)).toBe(true);
    expect(Math.abs((second.operations[0]?.StartTimestamp ?? 0) - StartTimestamp * 1000)).toBeLessThan(1_000);
  });

  test('names the operations that have changed', cited('execution/names-what-changed'), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(step('a', 'SUCCEED', { Payload: '1' }), wait('w', 3));
    await invocation.suspends();
    expect((await fn.next()).event.UpdatedOperationIds).toEqual(['w']);
  });

  test('has the operations of the invocations before', cited('execution/replay-has-the-past'), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(
      step('a', 'SUCCEED', { Payload: '1' }),
      step('b', 'FAIL', { Error: FAILURE }),
      wait('w', 3),
    );
    await invocation.suspends();
    const second = await fn.next();
    expect(second.operations.slice(1).map(({ Id, Status }) => [Id, Status])).toEqual([
      ['a', 'SUCCEEDED'],
      ['b', 'FAILED'],
      ['w', 'SUCCEEDED'],
    ]);
    expect(second.operation('a')?.StepDetails?.Result).toBe('1');
  });
});

describe('the history of an execution', () => {
  test(
    'names it by one id, first and last',
    cited('history/execution-id', 'history/operations-have-an-id'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.succeeds();
      await durable.finish(arn);
      const events = await durable.history(arn);
      expect(events[0]?.Id).toBeTypeOf('string');
      expect(events.at(-1)?.Id).toBe(events[0]?.Id);
    },
  );

  test(
    'ends with InvocationCompleted and the terminal event',
    cited(
      'history/terminal-after-invocation',
      'history/ids-count-up',
      'history/starts-with-execution-started',
      'history/own-details',
      'history/invocations-have-no-id',
    ),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.succeeds();
      await durable.finish(arn);
      expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'InvocationCompleted', 'ExecutionSucceeded']);
    },
  );

  test(
    'tells when invocations started and ended',
    cited('history/invocation-details', 'history/time-does-not-run-back'),
    async ({ durable, clock }) => {
      const { arn, invocation } = await durable.begin();
      await clock.sleep(2_000);
      await invocation.succeeds();
      await durable.finish(arn);
      const { InvocationCompletedDetails: details } = (await durable.history(arn))[1]!;
      expect(details, 'InvocationCompletedDetails').toBeDefined();
      expect(details.EndTimestamp - details.StartTimestamp).toBeGreaterThanOrEqual(1.9);
      expect(String(details.RequestId)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test(
    'holds what each operation was and came to',
    cited('history/closed-once', 'history/started-before-closed', 'history/identity-repeats'),
    async ({ durable }) => {
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(step('s', 'START', { Name: 'n', SubType: 'Step' }), wait('w', 5, { Name: 'nap' }));
      await invocation.update(step('s', 'SUCCEED', { Name: 'n', SubType: 'Step' }));
      await invocation.suspends();
      await (await fn.next()).succeeds();
      await durable.finish(arn);
      const said = (await durable.history(arn))
        .filter(({ Id }) => Id === 's' || Id === 'w')
        .map(({ EventType, Name }) => [EventType, Name]);
      expect(said).toEqual([
        ['StepStarted', 'n'],
        ['WaitStarted', 'nap'],
        ['StepSucceeded', 'n'],
        ['WaitSucceeded', 'nap'],
      ]);
    },
  );
});
