import { describe, expect, test } from 'vitest';
import { Bench, callback, callbackIdOf, context, step, wait } from './scripted.js';

describe('the first invocation', () => {
  test('the event holds the EXECUTION first, with integer milliseconds and no member without a value', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('one', '"World"');
    const id = arn.split('/').at(-1)!;
    expect(invocation.event).toEqual({
      DurableExecutionArn: arn,
      CheckpointToken: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
      InitialExecutionState: {
        Operations: [
          {
            Id: id,
            Name: 'one',
            Type: 'EXECUTION',
            Status: 'STARTED',
            StartTimestamp: Date.UTC(2025, 11, 1),
            ExecutionDetails: { InputPayload: '"World"' },
          },
        ],
        NextMarker: '',
      },
      UpdatedOperationIds: [id],
    });
    expect(arn).toBe(`arn:aws:lambda:us-east-1:123456789012:function:fn:$LATEST/durable-execution/one/${id}`);
  });

  test('the input is kept as the text that the caller sent', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('text', '{ "n": 1.0 }');
    expect(invocation.operations[0]?.ExecutionDetails).toEqual({ InputPayload: '{ "n": 1.0 }' });
    expect((await bench.execution(arn)).InputPayload).toBe('{ "n": 1.0 }');
  });

  test('null is legal input, and no input is none', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin('null', 'null');
    expect(invocation.operations[0]?.ExecutionDetails).toEqual({ InputPayload: 'null' });
    const arn = await bench.service
      .call('Invoke', { FunctionName: 'fn:$LATEST', InvocationType: 'Event' })
      .then(({ DurableExecutionArn }) => DurableExecutionArn!);
    expect((await bench.fn.next()).operations[0]?.ExecutionDetails).toEqual({});
    expect(await bench.execution(arn)).not.toHaveProperty('InputPayload');
  });

  test('an execution without a name gets one', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    expect((await bench.execution(arn)).DurableExecutionName).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the end by output', () => {
  test('SUCCEEDED: the result is kept as text, InvocationCompleted comes before the terminal event', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('ok');
    bench.clock.advance(1500);
    invocation.succeeds('done');
    await bench.settle();
    const start = Date.UTC(2025, 11, 1) / 1000;
    expect(await bench.execution(arn)).toEqual({
      DurableExecutionArn: arn,
      DurableExecutionName: 'ok',
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn:$LATEST',
      Version: '$LATEST',
      Status: 'SUCCEEDED',
      StartTimestamp: start,
      EndTimestamp: start + 1.5,
      InputPayload: '{}',
      Result: '"done"',
      ExecutionDataIncluded: true,
      DurableConfig: {},
    });
    const id = arn.split('/').at(-1);
    expect(await bench.history(arn)).toEqual([
      {
        EventType: 'ExecutionStarted',
        EventId: 1,
        EventTimestamp: start,
        Id: id,
        Name: 'ok',
        ExecutionStartedDetails: { Input: { Payload: '{}', Truncated: false }, ExecutionTimeout: 31_622_400 },
      },
      {
        EventType: 'InvocationCompleted',
        EventId: 2,
        EventTimestamp: start + 1.5,
        InvocationCompletedDetails: {
          StartTimestamp: start,
          EndTimestamp: start + 1.5,
          RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
      {
        EventType: 'ExecutionSucceeded',
        EventId: 3,
        EventTimestamp: start + 1.5,
        Id: id,
        Name: 'ok',
        ExecutionSucceededDetails: { Result: { Payload: '"done"', Truncated: false } },
      },
    ]);
  });

  test('FAILED: the error is kept, nothing is tried again', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.fails('no', 'MyError');
    await bench.settle();
    expect(await bench.execution(arn)).toMatchObject({
      Status: 'FAILED',
      Error: { ErrorMessage: 'no', ErrorType: 'MyError' },
    });
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted', 'InvocationCompleted', 'ExecutionFailed']);
    expect(bench.fn.invocations).toHaveLength(1);
  });

  test('an absent result is none', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    invocation.succeeds();
    await bench.settle();
    expect(await bench.execution(arn)).not.toHaveProperty('Result');
    expect((await bench.history(arn)).at(-1)?.ExecutionSucceededDetails).toEqual({ Result: { Truncated: false } });
  });

  test('an EXECUTION checkpoint closes, its answer has no token, and the output is not heard', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const answer = await invocation.checkpoint({ Id: 'end', Type: 'EXECUTION', Action: 'SUCCEED', Payload: '"big"' });
    expect(answer).not.toHaveProperty('CheckpointToken');
    invocation.returns({ Status: 'FAILED', Error: { ErrorMessage: 'late' } });
    await bench.settle();
    expect(await bench.execution(arn)).toMatchObject({ Status: 'SUCCEEDED', Result: '"big"' });
    const events = await bench.history(arn);
    expect(events.map((event) => event.EventType)).toEqual([
      'ExecutionStarted',
      'ExecutionSucceeded',
      'InvocationCompleted',
    ]);
    expect(events[1]?.Id).toBe(arn.split('/').at(-1));
  });
});

describe('a wait', () => {
  test('suspends, ends by the clock, and the next event tells of it', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const answer = await invocation.checkpoint(wait('w1', 60, { Name: 'nap' }));
    expect(answer.NewExecutionState.Operations).toEqual([
      {
        Id: 'w1',
        Name: 'nap',
        Type: 'WAIT',
        SubType: 'Wait',
        Status: 'STARTED',
        StartTimestamp: bench.clock.now() / 1000,
        WaitDetails: { ScheduledEndTimestamp: bench.clock.now() / 1000 + 60 },
      },
    ]);
    invocation.suspends();
    await bench.settle();
    bench.clock.advance(59_999);
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
    bench.clock.advance(1);
    const second = await bench.fn.next();
    expect(second.event.UpdatedOperationIds).toEqual(['w1']);
    expect(second.operation('w1')).toMatchObject({ Status: 'SUCCEEDED', EndTimestamp: bench.clock.now() });
    second.succeeds(1);
    await bench.settle();
    const events = await bench.history(arn);
    expect(events.map((event) => event.EventType)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'InvocationCompleted',
      'WaitSucceeded',
      'InvocationCompleted',
      'ExecutionSucceeded',
    ]);
    expect(events[1]?.WaitStartedDetails).toEqual({
      Duration: 60,
      ScheduledEndTimestamp: Date.UTC(2025, 11, 1) / 1000 + 60,
    });
    expect(events[3]).toMatchObject({ Name: 'nap', SubType: 'Wait', WaitSucceededDetails: { Duration: 60 } });
  });

  test('waits that end together make one invocation', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    await invocation.checkpoint(wait('a', 5), wait('b', 5));
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    expect(second.event.UpdatedOperationIds).toEqual(['a', 'b']);
    second.succeeds();
    await bench.settle();
    expect(bench.fn.invocations).toHaveLength(2);
  });

  test('a cancelled wait never ends', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('a', 5), wait('b', 10));
    await invocation.checkpoint({ Id: 'a', Type: 'WAIT', SubType: 'Wait', Action: 'CANCEL' });
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    expect(second.operation('a')?.Status).toBe('CANCELLED');
    expect(second.event.UpdatedOperationIds).toEqual(['b']);
    second.succeeds();
    await bench.settle();
    expect(await bench.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'WaitStarted',
      'WaitCancelled',
      'InvocationCompleted',
      'WaitSucceeded',
      'InvocationCompleted',
      'ExecutionSucceeded',
    ]);
  });

  test('a year takes no time on a virtual clock', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 31_000_000));
    invocation.suspends();
    const finished = bench.finish(arn);
    (await bench.fn.next()).succeeds();
    await finished;
    expect((await bench.execution(arn)).Status).toBe('SUCCEEDED');
  });
});

describe('a step', () => {
  test('a retry: PENDING, READY without an event, invoked again, attempts counted', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const started = await invocation.checkpoint(step('s', 'START', { Name: 'flaky' }));
    expect(started.NewExecutionState.Operations[0]).toMatchObject({ Status: 'STARTED', StepDetails: { Attempt: 0 } });
    const error = { ErrorMessage: 'once', ErrorType: 'Flaky' };
    const retry = { Error: error, StepOptions: { NextAttemptDelaySeconds: 7 } };
    const retried = await invocation.checkpoint(step('s', 'RETRY', { ...retry, Name: 'flaky' }));
    expect(retried.NewExecutionState.Operations[0]).toMatchObject({
      Status: 'PENDING',
      StepDetails: { Attempt: 1, NextAttemptTimestamp: bench.clock.now() / 1000 + 7, Error: error },
    });
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    expect(second.operation('s')).toMatchObject({ Status: 'READY', StepDetails: { Attempt: 1 } });
    expect(second.operation('s')?.StepDetails).not.toHaveProperty('NextAttemptTimestamp');
    await second.checkpoint(step('s', 'START'), step('s', 'SUCCEED', { Payload: '"ok"' }));
    second.succeeds('ok');
    await bench.settle();
    const events = await bench.history(arn);
    expect(events.map((event) => event.EventType)).toEqual([
      'ExecutionStarted',
      'StepStarted',
      'StepFailed',
      'InvocationCompleted',
      'StepStarted',
      'StepSucceeded',
      'InvocationCompleted',
      'ExecutionSucceeded',
    ]);
    expect(events[1]).toMatchObject({ Id: 's', Name: 'flaky', SubType: 'Step', StepStartedDetails: {} });
    expect(events[2]?.StepFailedDetails).toEqual({
      Error: { Payload: error, Truncated: false },
      RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 7 },
    });
    expect(events[5]?.StepSucceededDetails).toEqual({
      Result: { Payload: '"ok"', Truncated: false },
      RetryDetails: { CurrentAttempt: 2 },
    });
  });

  test('a retry with a payload is a StepSucceeded, and its result survives to the next attempt', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(step('c', 'START', { SubType: 'WaitForCondition' }));
    const retry = { SubType: 'WaitForCondition', Payload: '{"n":1}', StepOptions: { NextAttemptDelaySeconds: 1 } };
    await invocation.checkpoint(step('c', 'RETRY', retry));
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    expect(second.operation('c')?.StepDetails).toEqual({ Attempt: 1, Result: '{"n":1}' });
    second.succeeds();
    await bench.settle();
    expect((await bench.history(arn))[2]).toMatchObject({
      EventType: 'StepSucceeded',
      StepSucceededDetails: {
        Result: { Payload: '{"n":1}' },
        RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 1 },
      },
    });
  });

  test.each(['SUCCEED', 'FAIL', 'RETRY'] as const)('%s of an unknown id makes the step', async (action) => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    const options = action === 'RETRY' ? { StepOptions: { NextAttemptDelaySeconds: 1 } } : {};
    const answer = await invocation.checkpoint(step('s', action, options));
    expect(answer.NewExecutionState.Operations).toMatchObject([{ Id: 's', StepDetails: { Attempt: 1 } }]);
  });
});

describe('a context', () => {
  test('its children are hidden once it has ended, unless it asked to keep them', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    await invocation.checkpoint(
      context('closed', 'START'),
      step('closed-1', 'SUCCEED', { ParentId: 'closed', Payload: '1' }),
      context('closed-2', 'START', { ParentId: 'closed' }),
      step('closed-2-1', 'SUCCEED', { ParentId: 'closed-2' }),
      context('kept', 'START'),
      step('kept-1', 'SUCCEED', { ParentId: 'kept' }),
      context('open', 'START'),
      step('open-1', 'SUCCEED', { ParentId: 'open' }),
    );
    await invocation.checkpoint(
      context('closed', 'SUCCEED', { Payload: '"r"' }),
      context('kept', 'SUCCEED', { Payload: '', ContextOptions: { ReplayChildren: true } }),
      wait('w', 1),
    );
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    expect(second.operations.slice(1).map(({ Id }) => Id)).toEqual(['closed', 'kept', 'kept-1', 'open', 'open-1', 'w']);
    expect(second.operation('kept')?.ContextDetails).toEqual({ ReplayChildren: true, Result: '' });
  });

  test('a failed context keeps its error', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const answer = await invocation.checkpoint(
      context('c', 'START', { Name: 'child' }),
      context('c', 'FAIL', { Error: { ErrorType: 'X' } }),
    );
    expect(answer.NewExecutionState.Operations).toMatchObject([
      { Id: 'c', Status: 'FAILED', ContextDetails: { Error: { ErrorType: 'X' } } },
    ]);
    expect((await bench.history(arn)).at(-1)).toMatchObject({
      EventType: 'ContextFailed',
      Name: 'child',
      ContextFailedDetails: { Error: { Payload: { ErrorType: 'X' } } },
    });
  });
});

describe('what happens during an invocation', () => {
  test('a wait that ends is told by the next checkpoint, and no further invocation follows', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 5), callback('c'));
    bench.clock.advance(5000);
    const told = await invocation.checkpoint();
    expect(told.NewExecutionState.Operations).toMatchObject([{ Id: 'w', Status: 'SUCCEEDED' }]);
    expect((await invocation.checkpoint()).NewExecutionState.Operations).toEqual([]);
    invocation.suspends();
    await bench.settle();
    expect(bench.fn.invocations).toHaveLength(1);
    expect(await bench.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'WaitStarted',
      'CallbackStarted',
      'WaitSucceeded',
      'InvocationCompleted',
    ]);
  });

  test('what it was not told makes PENDING legal, and another invocation', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    await invocation.checkpoint(wait('w', 5));
    bench.clock.advance(5000);
    invocation.suspends();
    const second = await bench.fn.next();
    expect(second.event.UpdatedOperationIds).toEqual(['w']);
  });

  test('a step that it was told is READY wakes it again when it suspends', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    await invocation.checkpoint(callback('c'), step('s', 'RETRY', { StepOptions: { NextAttemptDelaySeconds: 1 } }));
    bench.clock.advance(1000);
    expect((await invocation.checkpoint()).NewExecutionState.Operations).toMatchObject([{ Id: 's', Status: 'READY' }]);
    invocation.suspends();
    const second = await bench.fn.next();
    expect(second.operation('s')?.Status).toBe('READY');
    second.suspends();
    await bench.settle();
    expect(bench.fn.invocations).toHaveLength(2);
  });

  test('one invocation at a time: what comes meanwhile is told in one further invocation', async () => {
    const bench = new Bench();
    const { invocation } = await bench.begin();
    const ids = [callbackIdOf(await invocation.checkpoint(callback('a')))];
    ids.push(callbackIdOf(await invocation.checkpoint(callback('b'))));
    for (const CallbackId of ids) await bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId });
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(1);
    invocation.suspends();
    expect((await bench.fn.next()).event.UpdatedOperationIds).toEqual(['a', 'b']);
    await bench.tick();
    expect(bench.fn.invocations).toHaveLength(2);
  });
});

test('the same seed gives the same history, byte for byte', async () => {
  const run = async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('same');
    await invocation.checkpoint(callback('c', { CallbackOptions: { TimeoutSeconds: 9 } }));
    invocation.suspends();
    const finished = bench.finish(arn);
    (await bench.fn.next()).succeeds();
    await finished;
    return JSON.stringify([arn, await bench.history(arn)]);
  };
  expect(await run()).toBe(await run());
});
