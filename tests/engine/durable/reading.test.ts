import { describe, expect, test } from 'vitest';
import { Bench, callback, chained, context, step, wait } from './scripted.js';

const HOUR = 60 * 60 * 1000;
const HIDDEN = { Truncated: true };
const invalidMarker = { name: 'InvalidParameterValueException', status: 400, message: 'Invalid Marker' };

async function withSteps(count: number) {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  for (let n = 1; n <= count; n++) await invocation.checkpoint(step(`s-${n}`, 'START'));
  return { bench, arn, invocation };
}

describe('GetDurableExecution', () => {
  test('without data hides input, result and error', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('x', '1');
    invocation.succeeds(2);
    await bench.settle();
    const read = (IncludeExecutionData: boolean) =>
      bench.service.call('GetDurableExecution', { DurableExecutionArn: arn, IncludeExecutionData });
    expect(await read(true)).toMatchObject({ InputPayload: '1', Result: '2', ExecutionDataIncluded: true });
    const bare = await read(false);
    expect(bare).toMatchObject({ Status: 'SUCCEEDED', ExecutionDataIncluded: false });
    for (const member of ['InputPayload', 'Result', 'Error']) expect(bare).not.toHaveProperty(member);
  });

  test('a running execution has no end, no result and no error', async () => {
    const bench = new Bench();
    const { arn } = await bench.begin();
    const execution = await bench.execution(arn);
    for (const member of ['EndTimestamp', 'Result', 'Error']) expect(execution).not.toHaveProperty(member);
  });
});

describe('GetDurableExecutionHistory', () => {
  test('is oldest first, 100 to a page, and its pages are the whole', async () => {
    const { bench, arn } = await withSteps(250);
    const read = (more: object) =>
      bench.service.call('GetDurableExecutionHistory', { DurableExecutionArn: arn, ...more });
    for (const [sizes, more] of [
      [[100, 100, 51], {}],
      [[100, 100, 51], { MaxItems: 0 }],
      [[120, 120, 11], { MaxItems: 120 }],
      [[251], { MaxItems: 1000 }],
      [[251], { MaxItems: 251 }],
    ] as const) {
      const ids: number[] = [];
      const seen: number[] = [];
      let Marker: string | undefined;
      do {
        const page = await read({ ...more, ...(Marker && { Marker }) });
        seen.push(page.Events.length);
        ids.push(...page.Events.map(({ EventId }) => EventId));
        Marker = page.NextMarker;
      } while (Marker);
      expect(seen).toEqual(sizes);
      expect(ids).toEqual(Array.from({ length: 251 }, (_, index) => index + 1));
    }
  });

  test('ReverseOrder is newest first, and what happens meanwhile moves no page', async () => {
    const { bench, arn, invocation } = await withSteps(9);
    const read = (more: object = {}) =>
      bench.service.call('GetDurableExecutionHistory', {
        DurableExecutionArn: arn,
        ReverseOrder: true,
        MaxItems: 4,
        ...more,
      });
    const first = await read();
    await invocation.checkpoint(step('late', 'START'));
    const second = await read({ Marker: first.NextMarker });
    const third = await read({ Marker: second.NextMarker });
    expect([first, second, third].map(({ Events }) => Events.map(({ EventId }) => EventId))).toEqual([
      [10, 9, 8, 7],
      [6, 5, 4, 3],
      [2, 1],
    ]);
    expect(third).not.toHaveProperty('NextMarker');
  });

  test('without data every payload is gone and the rest is there', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin('x', '"secret"');
    await invocation.checkpoint(
      context('c', 'START'),
      step('s', 'RETRY', { Error: { ErrorMessage: 'secret' }, StepOptions: { NextAttemptDelaySeconds: 3 } }),
      step('t', 'SUCCEED', { Payload: '"secret"' }),
      wait('w', 5),
      callback('cb', { CallbackOptions: { TimeoutSeconds: 9 } }),
      chained('i', 'fn:$LATEST', { Payload: '"secret"' }),
    );
    await invocation.checkpoint(context('c', 'FAIL', { Error: { ErrorType: 'secret' } }));
    await bench.stop(arn, { ErrorMessage: 'secret' });
    const { Events } = await bench.service.call('GetDurableExecutionHistory', {
      DurableExecutionArn: arn,
      IncludeExecutionData: false,
    });
    expect(JSON.stringify(Events)).not.toContain('secret');
    const details = Object.fromEntries(Events.map((event) => [event.EventType, event[`${event.EventType}Details`]]));
    expect(details).toMatchObject({
      ExecutionStarted: { Input: HIDDEN, ExecutionTimeout: 31_622_400 },
      StepFailed: { Error: HIDDEN, RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 3 } },
      StepSucceeded: { Result: HIDDEN },
      WaitStarted: { Duration: 5 },
      CallbackStarted: { Timeout: 9 },
      ChainedInvokeStarted: { Input: HIDDEN, FunctionName: 'fn:$LATEST' },
      ContextFailed: { Error: HIDDEN },
      ExecutionStopped: { Error: HIDDEN },
    });
  });

  test('markers are of one list, whole, and a day long', async () => {
    const { bench, arn } = await withSteps(5);
    const other = await bench.begin();
    const read = (more: object) =>
      bench.service.call('GetDurableExecutionHistory', { DurableExecutionArn: arn, MaxItems: 2, ...more });
    const { NextMarker } = await read({});
    expect((await read({ Marker: NextMarker })).Events[0]?.EventId).toBe(3);
    await expect(read({ Marker: 'bogus' })).rejects.toMatchObject(invalidMarker);
    await expect(read({ Marker: `${NextMarker}AA` })).rejects.toMatchObject(invalidMarker);
    await expect(read({ Marker: NextMarker, ReverseOrder: true })).rejects.toMatchObject(invalidMarker);
    await expect(read({ Marker: NextMarker, DurableExecutionArn: other.arn })).rejects.toMatchObject(invalidMarker);
    bench.clock.advance(24 * HOUR);
    expect((await read({ Marker: NextMarker })).Events).toHaveLength(2);
    bench.clock.advance(1);
    await expect(read({ Marker: NextMarker })).rejects.toMatchObject(invalidMarker);
  });

  test.each([-1, 1001])('MaxItems %i is out of range', async (MaxItems) => {
    const { bench, arn } = await withSteps(1);
    await expect(
      bench.service.call('GetDurableExecutionHistory', { DurableExecutionArn: arn, MaxItems }),
    ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining("at 'maxItems'") });
  });
});

describe('GetDurableExecutionState', () => {
  test('pages through all operations in the order of their start, the EXECUTION first', async () => {
    const { bench, arn, invocation } = await withSteps(7);
    const read = (more: object = {}) =>
      bench.service.call('GetDurableExecutionState', {
        DurableExecutionArn: arn,
        CheckpointToken: invocation.token,
        MaxItems: 3,
        ...more,
      });
    const ids: string[][] = [];
    let page = await read();
    ids.push(page.Operations.map(({ Id }) => Id));
    while (page.NextMarker) {
      page = await read({ Marker: page.NextMarker });
      ids.push(page.Operations.map(({ Id }) => Id));
    }
    expect(ids).toEqual([
      [arn.split('/').at(-1), 's-1', 's-2'],
      ['s-3', 's-4', 's-5'],
      ['s-6', 's-7'],
    ]);
    expect(page.Operations[0]?.StartTimestamp).toBe(bench.clock.now() / 1000);
    await expect(read({ Marker: 'bogus' })).rejects.toMatchObject(invalidMarker);
  });

  test('a large state is split between the event and its NextMarker, by size', async () => {
    const { bench, arn, invocation } = await withSteps(0);
    const Payload = JSON.stringify('x'.repeat(200_000));
    for (let n = 0; n < 40; n++) await invocation.checkpoint(step(`s-${n}`, 'SUCCEED', { Payload }));
    await invocation.checkpoint(wait('w', 1));
    invocation.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    const { Operations, NextMarker } = second.event.InitialExecutionState;
    expect(Operations.length).toBeLessThan(42);
    expect(Buffer.byteLength(JSON.stringify(Operations))).toBeLessThan(6_000_000);
    const ids = Operations.map(({ Id }) => Id);
    let marker: string | undefined = NextMarker;
    while (marker) {
      const page: Awaited<ReturnType<typeof second.context.durable.state>> = await second.context.durable.state({
        DurableExecutionArn: arn,
        CheckpointToken: second.token,
        Marker: marker,
        MaxItems: 1000,
      });
      ids.push(...page.Operations.map(({ Id }) => Id));
      marker = page.NextMarker;
    }
    expect(ids).toHaveLength(42);
    expect(new Set(ids).size).toBe(42);
    expect(ids.at(-1)).toBe('w');
  });
});

describe('ListDurableExecutionsByFunction', () => {
  /** Five executions, a minute apart: one of each status. */
  async function five() {
    const bench = new Bench({ durable: { ExecutionTimeout: 600 } });
    const started: Record<string, number> = {};
    const begin = async (name: string) => {
      bench.clock.advance(60_000);
      started[name] = bench.clock.now() / 1000;
      return bench.begin(name);
    };
    const timedOut = await begin('late');
    await timedOut.invocation.checkpoint(wait('w', 3600));
    timedOut.invocation.suspends();
    bench.clock.advance(600_000);
    (await begin('good')).invocation.succeeds();
    (await begin('bad')).invocation.fails('x');
    await bench.stop((await begin('stopped')).arn);
    await begin('running');
    await bench.tick();
    const list = async (more: object = {}) => {
      const { DurableExecutions } = await bench.service.call('ListDurableExecutionsByFunction', {
        FunctionName: 'fn',
        ...more,
      });
      return DurableExecutions.map(({ DurableExecutionName }) => DurableExecutionName);
    };
    return { bench, started, list };
  }

  test('is newest first; ReverseOrder is oldest first', async () => {
    const { bench, list } = await five();
    expect(await list()).toEqual(['running', 'stopped', 'bad', 'good', 'late']);
    expect(await list({ ReverseOrder: true })).toEqual(['late', 'good', 'bad', 'stopped', 'running']);
    const { DurableExecutions } = await bench.service.call('ListDurableExecutionsByFunction', { FunctionName: 'fn' });
    const { DurableExecutionArn } = DurableExecutions[1]!;
    const { DurableExecutionName, FunctionArn, Status, StartTimestamp, EndTimestamp } =
      await bench.execution(DurableExecutionArn);
    expect(DurableExecutions[1]).toEqual({
      DurableExecutionArn,
      DurableExecutionName,
      FunctionArn,
      Status,
      StartTimestamp,
      EndTimestamp,
    });
    expect(DurableExecutions[0]).not.toHaveProperty('EndTimestamp');
  });

  test('filters by name, status and start', async () => {
    const { started, list } = await five();
    expect(await list({ DurableExecutionName: 'bad' })).toEqual(['bad']);
    expect(await list({ DurableExecutionName: 'ba' })).toEqual([]);
    for (const [status, name] of Object.entries({
      RUNNING: 'running',
      SUCCEEDED: 'good',
      FAILED: 'bad',
      STOPPED: 'stopped',
      TIMED_OUT: 'late',
    })) {
      expect(await list({ Statuses: [status] })).toEqual([name]);
    }
    expect(await list({ Statuses: ['FAILED', 'RUNNING'] })).toEqual(['running', 'bad']);
    expect(await list({ StartedAfter: started.bad })).toEqual(['running', 'stopped']);
    expect(await list({ StartedBefore: started.bad })).toEqual(['good', 'late']);
    expect(await list({ StartedAfter: started.late, StartedBefore: started.running })).toEqual([
      'stopped',
      'bad',
      'good',
    ]);
    expect(await list({ Statuses: ['SUCCEEDED'], DurableExecutionName: 'bad' })).toEqual([]);
  });

  test('pages keep their order, their filters and their place', async () => {
    const { bench, list } = await five();
    const read = (more: object = {}) =>
      bench.service.call('ListDurableExecutionsByFunction', {
        FunctionName: 'fn',
        Statuses: ['FAILED', 'STOPPED', 'SUCCEEDED'],
        MaxItems: 2,
        ...more,
      });
    const first = await read();
    await bench.begin('newest');
    const second = await read({ Marker: first.NextMarker });
    const names = [first, second].map((page) =>
      page.DurableExecutions.map(({ DurableExecutionName }) => DurableExecutionName),
    );
    expect(names).toEqual([['stopped', 'bad'], ['good']]);
    expect(second).not.toHaveProperty('NextMarker');
    await expect(read({ Marker: first.NextMarker, ReverseOrder: true })).rejects.toMatchObject(invalidMarker);
    expect(await list({ MaxItems: 0 })).toHaveLength(6);
  });

  test('a constraint that is broken is named', async () => {
    const { list } = await five();
    await expect(list({ Statuses: ['PAUSED'] })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("Value '[PAUSED]' at 'statuses' failed to satisfy constraint"),
    });
    await expect(list({ DurableExecutionName: '' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('an unknown function is not found', async () => {
    const { list } = await five();
    await expect(list({ FunctionName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
  });

  test('an execution past its retention is gone', async () => {
    const { bench, list } = await five();
    bench.clock.advance(14 * 24 * HOUR);
    await bench.settle();
    expect(await list()).toEqual(['running']);
  });
});
