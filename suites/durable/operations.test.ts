import type { RetryDetails } from '@aws-sdk/client-lambda';
import { describe, expect, test } from '../../harness/index.js';
import { assertEarly, cited } from './cited.js';
import { context, retry, step, wait } from './updates.js';

const FAILURE = { ErrorType: 'Broken', ErrorMessage: 'It broke.' };

/** The attempt that an event closes, and the delay before another: none and 0 s say the same. */
const attemptOf = (details: { readonly RetryDetails?: RetryDetails } | undefined) => ({
  attempt: details?.RetryDetails?.CurrentAttempt,
  delay: details?.RetryDetails?.NextAttemptDelaySeconds ?? 0,
});

describe('a step', () => {
  test('starts', cited('step/started', 'operation/identity-in-events'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const told = await invocation.update(step('s', 'START', { Name: 'pay', SubType: 'Step' }));
    expect(told.find(({ Id }) => Id === 's')?.Status).toBe('STARTED');
    const [, started] = await durable.history(arn);
    const { EventType, Id, Name, SubType, ParentId } = started!;
    expect({ EventType, Id, Name, SubType, ParentId }).toEqual({
      EventType: 'StepStarted',
      Id: 's',
      Name: 'pay',
      SubType: 'Step',
      ParentId: undefined,
    });
  });

  test('succeeds with its payload', cited('step/succeeded'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'));
    await invocation.update(step('s', 'SUCCEED', { Payload: '{"a": 1}' }));
    const state = (await invocation.state()).output.Operations.find(({ Id }) => Id === 's');
    expect({ Status: state?.Status, Result: state?.StepDetails?.Result }).toEqual({
      Status: 'SUCCEEDED',
      Result: '{"a": 1}',
    });
    expect((await durable.history(arn)).at(-1)?.StepSucceededDetails?.Result?.Payload).toBe('{"a": 1}');
  });

  test('fails with its error', cited('step/failed'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'));
    await invocation.update(step('s', 'FAIL', { Error: FAILURE }));
    const state = (await invocation.state()).output.Operations.find(({ Id }) => Id === 's');
    expect({ Status: state?.Status, Error: state?.StepDetails?.Error }).toEqual({ Status: 'FAILED', Error: FAILURE });
    expect((await durable.history(arn)).at(-1)?.StepFailedDetails?.Error?.Payload).toEqual(FAILURE);
  });

  test('may end without having started', cited('step/may-close-unstarted'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(step('s', 'SUCCEED', { Payload: '1' }));
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepSucceeded']);
  });

  test(
    'is PENDING until its retry is due, and the function is invoked then',
    cited('step/pending-until-due'),
    async ({ durable, clock }) => {
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(step('s', 'START'));
      const begun = await clock.now();
      const told = await invocation.update(retry('s', 30));
      expect(told.find(({ Id }) => Id === 's')?.Status).toBe('PENDING');
      await invocation.suspends();
      await clock.sleep(25_000);
      await assertEarly({ clock }, begun, 30_000);
      expect(fn.invocations.length, 'invocations before it is due').toBe(1);
      const second = await fn.next();
      expect(await clock.now()).toBeGreaterThanOrEqual((await durable.describe(arn)).StartTimestamp * 1000 + 29_900);
      await second.update(step('s', 'START'), step('s', 'SUCCEED'));
    },
  );

  test(
    'is READY when its retry is due, and starts again',
    cited('step/ready-when-due', 'step/second-start-is-an-event', 'step/due-is-no-event'),
    async ({ durable }) => {
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(step('s', 'START'));
      await invocation.update(retry('s', 3, { Error: FAILURE }));
      await invocation.suspends();
      const second = await fn.next();
      expect(second.operation('s')?.Status).toBe('READY');
      expect(second.operation('s')?.StepDetails?.NextAttemptTimestamp).toBeUndefined();
      const told = await second.update(step('s', 'START'));
      expect(told.find(({ Id }) => Id === 's')?.Status).toBe('STARTED');
      expect(await durable.eventTypes(arn)).toEqual([
        'ExecutionStarted',
        'StepStarted',
        'StepFailed',
        'InvocationCompleted',
        'StepStarted',
      ]);
    },
  );

  test('counts its attempts', cited('step/attempts-count'), async ({ durable }) => {
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'));
    await invocation.update(retry('s', 1));
    await invocation.suspends();
    const second = await fn.next();
    expect(second.operation('s')?.StepDetails?.Attempt).toBe(1);
    await second.update(step('s', 'START'));
    await second.update(retry('s', 1));
    await second.suspends();
    const third = await fn.next();
    expect(third.operation('s')?.StepDetails?.Attempt).toBe(2);
    await third.update(step('s', 'START'));
    await third.update(step('s', 'SUCCEED', { Payload: '1' }));
    const closings = (await durable.history(arn)).filter(({ EventType }) => /^Step(Failed|Succeeded)$/.test(EventType));
    const attempts = closings.map((event) => attemptOf(event.StepFailedDetails ?? event.StepSucceededDetails));
    expect(attempts).toEqual([
      { attempt: 1, delay: 1 },
      { attempt: 2, delay: 1 },
      { attempt: 3, delay: 0 },
    ]);
  });

  test(
    'that is tried again for an error leaves StepFailed, with the delay',
    cited('step/failed-retry-is-step-failed'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.update(step('s', 'START'));
      await invocation.update(retry('s', 7, { Error: FAILURE }));
      const last = (await durable.history(arn)).at(-1)!;
      expect(last.EventType).toBe('StepFailed');
      expect(last.StepFailedDetails?.Error?.Payload).toEqual(FAILURE);
      expect(last.StepFailedDetails?.RetryDetails).toMatchObject({ CurrentAttempt: 1, NextAttemptDelaySeconds: 7 });
    },
  );

  test(
    'that polls leaves StepSucceeded, with the delay',
    cited('step/polled-retry-is-step-succeeded', 'step/retry-keeps-its-result'),
    async ({ durable }) => {
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(step('s', 'START'));
      await invocation.update(retry('s', 7, { Payload: '{"tries":1}' }));
      const last = (await durable.history(arn)).at(-1)!;
      expect(last.EventType).toBe('StepSucceeded');
      expect(last.StepSucceededDetails?.Result?.Payload).toBe('{"tries":1}');
      expect(last.StepSucceededDetails?.RetryDetails).toMatchObject({ CurrentAttempt: 1, NextAttemptDelaySeconds: 7 });
      await invocation.suspends();
      const second = await fn.next();
      expect(second.operation('s')?.StepDetails?.Result).toBe('{"tries":1}');
    },
  );
});

describe('a wait', () => {
  test(
    'is over after its seconds, and the function is invoked then',
    cited('wait/invokes-when-due'),
    async ({ durable, clock }) => {
      const { fn, arn, invocation } = await durable.begin();
      const begun = await clock.now();
      await invocation.update(wait('w', 40));
      await invocation.suspends();
      await clock.sleep(35_000);
      await assertEarly({ clock }, begun, 40_000);
      expect(fn.invocations.length, 'invocations before it is over').toBe(1);
      const second = await fn.next();
      expect(second.operation('w')?.Status).toBe('SUCCEEDED');
      const [started, succeeded] = (await durable.history(arn)).filter(({ Id }) => Id === 'w');
      expect(succeeded!.EventTimestamp - started!.EventTimestamp).toBeGreaterThanOrEqual(39.9);
    },
  );

  test('says when it will end', cited('wait/scheduled-end'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const told = await invocation.update(wait('w', 40));
    const started = (await durable.history(arn)).at(-1)!;
    const end = started.WaitStartedDetails?.ScheduledEndTimestamp;
    expect(Math.abs(end - started.EventTimestamp - 40)).toBeLessThan(1);
    const inOperation = told.find(({ Id }) => Id === 'w')?.WaitDetails?.ScheduledEndTimestamp;
    expect(Math.abs((inOperation ?? 0) - end)).toBeLessThan(1);
  });

  test('tells its seconds', cited('wait/duration-in-events', 'wait/closes-after-invocation'), async ({ durable }) => {
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(wait('w', 4));
    await invocation.suspends();
    await fn.next();
    const events = await durable.history(arn);
    expect(events.map(({ EventType }) => EventType)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'InvocationCompleted',
      'WaitSucceeded',
    ]);
    expect(events[1]?.WaitStartedDetails?.Duration).toBe(4);
    expect(events[3]?.WaitSucceededDetails?.Duration).toBe(4);
  });

  test(
    'that is over during an invocation is told by its next checkpoint',
    cited('wait/due-during-an-invocation', 'execution/one-invocation-at-a-time'),
    async ({ durable, clock }) => {
      const { fn, arn, invocation } = await durable.begin();
      await invocation.update(wait('w', 4));
      await clock.sleep(6_000);
      expect(fn.invocations.length, 'invocations').toBe(1);
      const told = await invocation.update();
      expect(told.find(({ Id }) => Id === 'w')?.Status).toBe('SUCCEEDED');
      await invocation.succeeds(1);
      expect((await durable.finish(arn)).Status).toBe('SUCCEEDED');
      expect(fn.invocations.length, 'invocations in all').toBe(1);
    },
  );

  test(
    'that is over during an invocation that suspends makes another one',
    cited('wait/invokes-when-due'),
    async ({ durable, clock }) => {
      const { fn, invocation } = await durable.begin();
      await invocation.update(wait('w', 4));
      await clock.sleep(6_000);
      await invocation.suspends();
      const second = await fn.next();
      expect(second.operation('w')?.Status).toBe('SUCCEEDED');
    },
  );

  test('and another that end together make one invocation', cited('wait/together'), async ({ durable, clock }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(wait('v', 4), wait('w', 4));
    await invocation.suspends();
    const second = await fn.next();
    expect([second.operation('v')?.Status, second.operation('w')?.Status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    await second.update(wait('u', 60));
    await second.suspends();
    await clock.sleep(30_000);
    expect(fn.invocations.length, 'invocations').toBe(2);
  });

  test('and another that end apart make two', cited('wait/invokes-when-due'), async ({ durable, clock }) => {
    const { fn, invocation } = await durable.begin();
    const begun = await clock.now();
    await invocation.update(wait('v', 4), wait('w', 20));
    await invocation.suspends();
    const second = await fn.next();
    await assertEarly({ clock }, begun, 20_000);
    expect([second.operation('v')?.Status, second.operation('w')?.Status]).toEqual(['SUCCEEDED', 'STARTED']);
    await second.suspends();
    const third = await fn.next();
    expect(third.operation('w')?.Status).toBe('SUCCEEDED');
  });

  test('that is cancelled invokes nothing', cited('wait/cancelled'), async ({ durable, clock }) => {
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(wait('w', 5), wait('long', 100));
    const told = await invocation.update({ Id: 'w', Type: 'WAIT', Action: 'CANCEL' });
    expect(told.find(({ Id }) => Id === 'w')?.Status).toBe('CANCELLED');
    await invocation.suspends();
    await clock.sleep(50_000);
    expect(fn.invocations.length, 'invocations').toBe(1);
    expect(await durable.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'WaitStarted',
      'WaitCancelled',
      'InvocationCompleted',
    ]);
  });
});

describe('a context', () => {
  test('starts', cited('context/started'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const told = await invocation.update(context('x', 'START', { SubType: 'RunInChildContext' }));
    expect(told.find(({ Id }) => Id === 'x')?.Status).toBe('STARTED');
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'ContextStarted']);
  });

  test('succeeds with its payload', cited('context/succeeded'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(context('x', 'START'));
    const told = await invocation.update(context('x', 'SUCCEED', { Payload: '[1, 2]' }));
    const told1 = told.find(({ Id }) => Id === 'x');
    expect({ Status: told1?.Status, Result: told1?.ContextDetails?.Result }).toEqual({
      Status: 'SUCCEEDED',
      Result: '[1, 2]',
    });
    expect((await durable.history(arn)).at(-1)?.ContextSucceededDetails?.Result?.Payload).toBe('[1, 2]');
  });

  test('fails with its error', cited('context/failed'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.update(context('x', 'START'));
    const told = await invocation.update(context('x', 'FAIL', { Error: FAILURE }));
    const told1 = told.find(({ Id }) => Id === 'x');
    expect({ Status: told1?.Status, Error: told1?.ContextDetails?.Error }).toEqual({
      Status: 'FAILED',
      Error: FAILURE,
    });
    expect((await durable.history(arn)).at(-1)?.ContextFailedDetails?.Error?.Payload).toEqual(FAILURE);
  });

  test(
    'is the parent of what is in it',
    cited('context/children-have-their-parent', 'history/parents-exist'),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.update(
        context('x', 'START'),
        context('y', 'START', { ParentId: 'x' }),
        step('s', 'START', { ParentId: 'y' }),
      );
      await invocation.update(step('s', 'SUCCEED', { ParentId: 'y' }));
      const parents = (await durable.history(arn)).slice(1).map(({ Id, ParentId }) => [Id, ParentId]);
      expect(parents).toEqual([
        ['x', undefined],
        ['y', 'x'],
        ['s', 'y'],
        ['s', 'y'],
      ]);
      const state = (await invocation.state()).output.Operations;
      expect(state.find(({ Id }) => Id === 's')?.ParentId).toBe('y');
      await invocation.succeeds();
    },
  );

  test('that closed with ReplayChildren keeps its children', cited('context/replay-children'), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(context('x', 'START'), step('s', 'SUCCEED', { ParentId: 'x', Payload: '1' }));
    await invocation.update(context('x', 'SUCCEED', { ContextOptions: { ReplayChildren: true } }), wait('w', 3));
    await invocation.suspends();
    const second = await fn.next();
    expect(second.operation('s')?.StepDetails?.Result).toBe('1');
    expect(second.operation('x')?.ContextDetails?.ReplayChildren).toBe(true);
  });

  test('that closes leaves its children as they are', cited('context/does-not-close-children'), async ({ durable }) => {
    const { fn, arn, invocation } = await durable.begin();
    await invocation.update(context('x', 'START'), wait('w', 5, { ParentId: 'x' }));
    await invocation.update(context('x', 'SUCCEED', { ContextOptions: { ReplayChildren: true } }));
    await invocation.suspends();
    const second = await fn.next();
    expect(second.operation('w')?.Status).toBe('SUCCEEDED');
    expect(await durable.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'ContextStarted',
      'WaitStarted',
      'ContextSucceeded',
      'InvocationCompleted',
      'WaitSucceeded',
    ]);
  });
});
