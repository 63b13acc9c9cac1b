import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { BAD_TOKEN, cited, unknownArn } from './cited.js';
import { context, step, wait } from './updates.js';

const get = (slug: string) => `GetDurableExecution/behaviour/${slug}`;
const history = (slug: string) => `GetDurableExecutionHistory/behaviour/${slug}`;
const state = (slug: string) => `GetDurableExecutionState/behaviour/${slug}`;
const list = (slug: string) => `ListDurableExecutionsByFunction/behaviour/${slug}`;

/** An execution that has ended, with a history of ten events. */
async function ended({ durable }: CaseContext) {
  const begun = await durable.begin({ input: '17' });
  for (const id of ['a', 'b', 'c']) {
    await begun.invocation.update(step(id, 'START'));
    await begun.invocation.update(step(id, 'SUCCEED', { Payload: `"${id}"` }));
  }
  await begun.invocation.update(step('d', 'FAIL', { Error: { ErrorType: 'Broken' } }));
  await begun.invocation.succeeds('out');
  await durable.finish(begun.arn);
  return begun;
}

describe('GetDurableExecution', () => {
  test('tells what was started', cited(get('identity')), async ({ durable }) => {
    const { arn, fn } = await durable.begin();
    const { DurableExecutionArn, DurableExecutionName, FunctionArn, Version } = await durable.describe(arn);
    expect({ DurableExecutionArn, FunctionArn, Version }).toEqual({
      DurableExecutionArn: arn,
      FunctionArn: fn.latest,
      Version: '$LATEST',
    });
    expect(DurableExecutionName).toBeTypeOf('string');
  });

  test('hides data when it is told to', cited(get('without-data'), 'wire/query-boolean'), async (given) => {
    const { arn } = await ended(given);
    const shown = await given.durable.describe(arn, { IncludeExecutionData: true });
    expect({ input: shown.InputPayload, result: shown.Result }).toEqual({ input: '17', result: '"out"' });
    const hidden = await given.durable.describe(arn, { IncludeExecutionData: false });
    expect({ input: hidden.InputPayload, result: hidden.Result, status: hidden.Status }).toEqual({
      input: undefined,
      result: undefined,
      status: 'SUCCEEDED',
    });
  });

  test('hides an error when it is told to', cited(get('without-data')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.fails({ ErrorType: 'Secret' });
    expect((await durable.finish(arn)).Error).toEqual({ ErrorType: 'Secret' });
    expect((await durable.describe(arn, { IncludeExecutionData: false })).Error).toBeUndefined();
  });

  test('shows data when it is told nothing', cited(get('data-by-default')), async (given) => {
    const { arn } = await ended(given);
    const { InputPayload, Result } = await given.durable.describe(arn);
    expect({ InputPayload, Result }).toEqual({ InputPayload: '17', Result: '"out"' });
  });

  test('says whether data is there', cited(get('says-whether-data')), async (given) => {
    const { arn } = await ended(given);
    expect((await given.durable.describe(arn, { IncludeExecutionData: true })).ExecutionDataIncluded).toBe(true);
    expect((await given.durable.describe(arn, { IncludeExecutionData: false })).ExecutionDataIncluded).toBe(false);
  });

  test('tells an end that stays', cited(get('end-after-start')), async ({ durable, clock }) => {
    const { arn, invocation } = await durable.begin();
    await clock.sleep(2_000);
    await invocation.succeeds();
    const { StartTimestamp, EndTimestamp } = await durable.finish(arn);
    expect(EndTimestamp - StartTimestamp).toBeGreaterThanOrEqual(1.9);
    await clock.sleep(5_000);
    expect((await durable.describe(arn)).EndTimestamp).toBe(EndTimestamp);
  });

  test(
    'knows no execution that does not exist',
    cited('GetDurableExecution/error/ResourceNotFoundException', get('unknown')),
    async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      expect(await lambda.call('GetDurableExecution', { DurableExecutionArn: unknownArn(arn) })).toFailWith(
        'ResourceNotFoundException',
      );
      expect(await lambda.call('GetDurableExecution', { DurableExecutionArn: arn })).toSucceed();
    },
  );
});

describe('GetDurableExecutionHistory', () => {
  test('is oldest first, or newest first', cited(history('oldest-first'), history('reverse')), async (given) => {
    const { arn } = await ended(given);
    const events = await given.durable.history(arn);
    expect(events.map(({ EventId }) => EventId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await given.durable.history(arn, { reverse: false })).toEqual(events);
    expect(await given.durable.history(arn, { reverse: true })).toEqual(events.toReversed());
  });

  for (const pageSize of [1, 3, 9, 10, 11]) {
    test(`comes in pages of ${pageSize}`, cited(history('pages'), history('page-size')), async (given) => {
      const { lambda, durable } = given;
      const { arn } = await ended(given);
      const whole = await durable.history(arn);
      expect(await durable.history(arn, { pageSize })).toEqual(whole);
      expect(await durable.history(arn, { pageSize, reverse: true })).toEqual(whole.toReversed());
      const first = await lambda.call('GetDurableExecutionHistory', { DurableExecutionArn: arn, MaxItems: pageSize });
      expect(first.output.Events.length).toBeLessThanOrEqual(pageSize);
    });
  }

  test('has a default for MaxItems of 0', cited(history('zero-is-the-default')), async (given) => {
    const { arn } = await ended(given);
    expect((await given.durable.history(arn, { pageSize: 0 })).length).toBe(10);
  });

  test('shows data', cited(history('with-data')), async (given) => {
    const { arn } = await ended(given);
    const shown = await given.durable.history(arn, { data: true });
    expect(shown[0]?.ExecutionStartedDetails?.Input?.Payload).toBe('17');
    expect(shown[2]?.StepSucceededDetails?.Result?.Payload).toBe('"a"');
    expect(shown[7]?.StepFailedDetails?.Error?.Payload).toEqual({ ErrorType: 'Broken' });
    expect(shown[9]?.ExecutionSucceededDetails?.Result?.Payload).toBe('"out"');
  });

  test('hides data when it is told to', cited(history('without-data')), async (given) => {
    const { arn } = await ended(given);
    const shown = await given.durable.history(arn, { data: true });
    const hidden = await given.durable.history(arn, { data: false });
    // Whether an error is data the reference does not say.
    const data = hidden.map((event) => [
      event.ExecutionStartedDetails?.Input?.Payload,
      event.StepSucceededDetails?.Result?.Payload,
      event.ExecutionSucceededDetails?.Result?.Payload,
    ]);
    expect(data.flat().filter((payload) => payload !== undefined)).toEqual([]);
    const outline = (events: typeof shown) =>
      events.map(({ EventId, EventType, Id, EventTimestamp }) => ({ EventId, EventType, Id, EventTimestamp }));
    expect(outline(hidden)).toEqual(outline(shown));
  });

  test('can be read while the execution runs', cited(history('while-running')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted']);
    await invocation.update(step('s', 'START'));
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted']);
  });

  test('takes no marker that it did not make', cited(history('damaged-marker')), async (given) => {
    const { lambda } = given;
    const { arn } = await ended(given);
    const request = { DurableExecutionArn: arn, MaxItems: 3 };
    const { NextMarker } = (await lambda.call('GetDurableExecutionHistory', request)).output;
    expect(await lambda.call('GetDurableExecutionHistory', { ...request, Marker: 'nobody made this' })).toFailWith([
      'InvalidParameterValueException',
      'ValidationException',
    ]);
    expect(await lambda.call('GetDurableExecutionHistory', { ...request, Marker: NextMarker })).toSucceed();
  });

  test(
    'knows no execution that does not exist',
    cited('GetDurableExecutionHistory/error/ResourceNotFoundException', history('unknown')),
    async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      expect(await lambda.call('GetDurableExecutionHistory', { DurableExecutionArn: unknownArn(arn) })).toFailWith(
        'ResourceNotFoundException',
      );
      expect(await lambda.call('GetDurableExecutionHistory', { DurableExecutionArn: arn })).toSucceed();
    },
  );
});

describe('GetDurableExecutionState', () => {
  test('does not consume the token', cited(state('keeps-the-token')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    expect(await invocation.state()).toSucceed();
    expect(await invocation.state()).toSucceed();
    expect(await invocation.checkpoint([step('s', 'START')])).toSucceed();
  });

  test('begins with the execution', cited(state('execution-first')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    await invocation.update(step('b', 'START'), context('x', 'START'), wait('a', 60));
    const { Operations } = (await invocation.state()).output;
    expect(Operations.map(({ Type }) => Type)).toEqual(['EXECUTION', 'STEP', 'CONTEXT', 'WAIT']);
    expect(Operations.slice(1).map(({ Id }) => Id)).toEqual(['b', 'x', 'a']);
  });

  test('comes in pages', cited(state('pages')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    await invocation.update(...['a', 'b', 'c', 'd', 'e'].map((id) => step(id, 'START')));
    const ids: string[] = [];
    let marker: string | undefined;
    for (let page = 0; page < 6; page++) {
      const { Operations, NextMarker } = (
        await invocation.state({ MaxItems: 2, ...(marker === undefined ? {} : { Marker: marker }) })
      ).output;
      expect(Operations.length).toBeLessThanOrEqual(2);
      ids.push(...Operations.map(({ Id }) => Id));
      marker = NextMarker === '' ? undefined : NextMarker;
      if (marker === undefined) break;
    }
    expect(ids.slice(1)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test(
    'wants the current token',
    cited('GetDurableExecutionState/error/InvalidParameterValueException', state('token-is-checked')),
    async ({ durable }) => {
      const { invocation } = await durable.begin();
      const old = invocation.token;
      await invocation.update(step('s', 'START'));
      expect(await invocation.state({ CheckpointToken: old })).toFailWith(BAD_TOKEN);
      expect(await invocation.state()).toSucceed();
    },
  );

  test('knows no execution that does not exist', cited(state('unknown-execution')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.state({ DurableExecutionArn: unknownArn(arn) })).toFailWith(
      'InvalidParameterValueException',
    );
    expect(await invocation.state()).toSucceed();
  });
});

describe('ListDurableExecutionsByFunction', () => {
  /** Four executions, a second apart: SUCCEEDED, FAILED, STOPPED, RUNNING. Oldest first. */
  async function four({ durable, functions, clock, machines }: CaseContext) {
    const fn = await functions.durable();
    const arns: string[] = [];
    for (const how of ['succeeds', 'fails', 'stop', 'run'] as const) {
      const { arn, invocation } = await durable.beginOn(fn, { name: machines.freshName() });
      if (how === 'succeeds' || how === 'fails') await invocation[how]();
      if (how === 'stop') await durable.stop(arn);
      arns.push(arn);
      await clock.sleep(2_000);
    }
    return { fn, arns };
  }

  /** The names that they have: not all targets give them those that were asked for. */
  async function namesOf({ durable }: CaseContext, arns: readonly string[]): Promise<string[]> {
    return await Promise.all(arns.map(async (arn) => (await durable.describe(arn)).DurableExecutionName));
  }

  /** Whatever order they come in. That is a case of its own. */
  const anyOrder = (arns: readonly (string | undefined)[]) => [...arns].sort();

  async function listed(
    { lambda }: CaseContext,
    name: string,
    filter: Record<string, unknown> = {},
  ): Promise<string[]> {
    const { output } = await lambda.call('ListDurableExecutionsByFunction', {
      FunctionName: name,
      Qualifier: '$LATEST',
      ...filter,
    });
    return (output.DurableExecutions ?? []).map(({ DurableExecutionArn }) => DurableExecutionArn);
  }

  test('is newest first, or oldest first', cited(list('newest-first'), list('reverse')), async (given) => {
    const { fn, arns } = await four(given);
    expect(await listed(given, fn.name)).toEqual(arns.toReversed());
    expect(await listed(given, fn.name, { ReverseOrder: false })).toEqual(arns.toReversed());
    expect(await listed(given, fn.name, { ReverseOrder: true })).toEqual(arns);
  });

  test('filters by name', cited(list('by-name')), async (given) => {
    const { fn, arns } = await four(given);
    const names = await namesOf(given, arns);
    expect(await listed(given, fn.name, { DurableExecutionName: names[1] })).toEqual([arns[1]]);
    expect(await listed(given, fn.name, { DurableExecutionName: 'nobody' })).toEqual([]);
  });

  for (const [what, filters] of [
    [
      'by one status',
      [
        [['SUCCEEDED'], [0]],
        [['FAILED'], [1]],
        [['STOPPED'], [2]],
        [['RUNNING'], [3]],
        [['TIMED_OUT'], []],
      ],
    ],
    [
      'by several statuses',
      [
        [
          ['SUCCEEDED', 'RUNNING'],
          [0, 3],
        ],
        [
          ['STOPPED', 'FAILED', 'TIMED_OUT'],
          [1, 2],
        ],
      ],
    ],
  ] as const) {
    test(`filters ${what}`, cited(list('by-status'), 'wire/query-list'), async (given) => {
      const { fn, arns } = await four(given);
      for (const [statuses, places] of filters) {
        const found = await listed(given, fn.name, { Statuses: statuses });
        expect(anyOrder(found), statuses.join(', ')).toEqual(anyOrder(places.map((place) => arns[place])));
      }
    });
  }

  test('filters by the time of the start', cited(list('by-start'), 'wire/query-time'), async (given) => {
    const { fn, arns } = await four(given);
    const { StartTimestamp } = await given.durable.describe(arns[1]!);
    const [before, after] = [StartTimestamp - 1, StartTimestamp + 1];
    expect(anyOrder(await listed(given, fn.name, { StartedAfter: before }))).toEqual(anyOrder(arns.slice(1)));
    expect(anyOrder(await listed(given, fn.name, { StartedBefore: after }))).toEqual(anyOrder(arns.slice(0, 2)));
    expect(await listed(given, fn.name, { StartedAfter: before, StartedBefore: after })).toEqual([arns[1]]);
  });

  test('holds all filters together', cited(list('filters-together')), async (given) => {
    const { fn, arns } = await four(given);
    const names = await namesOf(given, arns);
    expect(await listed(given, fn.name, { DurableExecutionName: names[0], Statuses: ['SUCCEEDED'] })).toEqual([
      arns[0],
    ]);
    expect(await listed(given, fn.name, { DurableExecutionName: names[0], Statuses: ['FAILED'] })).toEqual([]);
  });

  for (const size of [1, 3, 4]) {
    test(`comes in pages of ${size}`, cited(list('pages')), async (given) => {
      const { fn, arns } = await four(given);
      const all: string[] = [];
      let marker: string | undefined;
      for (let page = 0; page < 6; page++) {
        const { output } = await given.lambda.call('ListDurableExecutionsByFunction', {
          FunctionName: fn.name,
          Qualifier: '$LATEST',
          MaxItems: size,
          ...(marker === undefined ? {} : { Marker: marker }),
        });
        expect(output.DurableExecutions.length).toBeLessThanOrEqual(size);
        all.push(...output.DurableExecutions.map(({ DurableExecutionArn }) => DurableExecutionArn));
        marker = output.NextMarker === '' ? undefined : output.NextMarker;
        if (marker === undefined) break;
      }
      expect(anyOrder(all)).toEqual(anyOrder(arns));
    });
  }

  test('lists one function', cited(list('own-function-only'), list('empty')), async (given) => {
    const { fn, arns } = await four(given);
    const other = await given.functions.durable();
    expect(await listed(given, other.name)).toEqual([]);
    const { arn } = await given.durable.beginOn(other);
    expect(await listed(given, other.name)).toEqual([arn]);
    expect((await listed(given, fn.name)).length).toBe(arns.length);
  });

  test('tells what GetDurableExecution tells', cited(list('agrees')), async (given) => {
    const { fn, arns } = await four(given);
    const { output } = await given.lambda.call('ListDurableExecutionsByFunction', {
      FunctionName: fn.name,
      Qualifier: '$LATEST',
    });
    for (const arn of arns) {
      const { DurableExecutionName, FunctionArn, Status, StartTimestamp, EndTimestamp } =
        await given.durable.describe(arn);
      const told = output.DurableExecutions.find(({ DurableExecutionArn }) => DurableExecutionArn === arn);
      expect(told).toMatchObject({
        DurableExecutionArn: arn,
        DurableExecutionName,
        FunctionArn,
        Status,
        StartTimestamp,
      });
      expect(told?.EndTimestamp).toBe(EndTimestamp);
    }
  });

  test(
    'knows no function that does not exist',
    cited('ListDurableExecutionsByFunction/error/ResourceNotFoundException', list('unknown-function')),
    async (given) => {
      const { lambda, functions } = given;
      const fn = await functions.durable();
      const request = { Qualifier: '1' };
      expect(
        await lambda.call('ListDurableExecutionsByFunction', { ...request, FunctionName: await functions.freshName() }),
      ).toFailWith('ResourceNotFoundException');
      expect(
        await lambda.call('ListDurableExecutionsByFunction', { FunctionName: fn.name, Qualifier: '$LATEST' }),
      ).toSucceed();
    },
  );
});
