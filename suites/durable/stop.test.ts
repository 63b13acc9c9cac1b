import { type CaseContext, describe, expect, Inconclusive, test } from '../../harness/index.js';
import { assertEarly, BAD_TOKEN, cited, isExecution, longTime, unknownArn } from './cited.js';
import { callback, chained, context, execution, retry, step, wait } from './updates.js';

const ERROR = { ErrorType: 'Enough', ErrorMessage: 'It ran long enough.' };
const YEAR = 366 * 24 * 3600 * 1000;
const behaviour = (slug: string) => `StopDurableExecution/behaviour/${slug}`;

/** Executions in every situation that they can be stopped in: what the function does before the stop. */
const situations: Readonly<Record<string, (context: CaseContext) => Promise<{ arn: string; count: () => number }>>> = {
  'in its first invocation': async ({ durable }) => {
    const { arn, fn } = await durable.begin();
    return { arn, count: () => fn.invocations.length };
  },
  'in a step': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'));
    return { arn, count: () => fn.invocations.length };
  },
  waiting: async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(wait('w', 60));
    await invocation.suspends();
    return { arn, count: () => fn.invocations.length };
  },
  'before a retry': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(step('s', 'START'));
    await invocation.update(retry('s', 60));
    await invocation.suspends();
    return { arn, count: () => fn.invocations.length };
  },
  'in a callback': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(callback('c', { TimeoutSeconds: 60 }));
    await invocation.suspends();
    return { arn, count: () => fn.invocations.length };
  },
  'in a context': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(context('x', 'START'), wait('w', 60, { ParentId: 'x' }));
    await invocation.suspends();
    return { arn, count: () => fn.invocations.length };
  },
  'in a chained invoke': async ({ durable, functions }) => {
    const child = await functions.durable();
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(chained('i', child.latest));
    await invocation.suspends();
    await child.next();
    return { arn, count: () => fn.invocations.length };
  },
  'after a crash': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.crashes();
    return { arn, count: () => fn.invocations.length };
  },
  'in its second invocation': async ({ durable }) => {
    const { arn, fn, invocation } = await durable.begin();
    await invocation.update(wait('w', 5));
    await invocation.suspends();
    await fn.next();
    return { arn, count: () => fn.invocations.length };
  },
};

describe('an execution that is stopped', () => {
  for (const [situation, make] of Object.entries(situations)) {
    test(
      `${situation}, is STOPPED`,
      cited(behaviour('ends-it'), 'StopDurableExecution/response/StopTimestamp/type'),
      async (given) => {
        const { durable } = given;
        const { arn } = await make(given);
        expect((await durable.describe(arn)).Status).toBe('RUNNING');
        const { StopTimestamp } = (await durable.stop(arn, ERROR)).output;
        expect(StopTimestamp).toBeTypeOf('number');
        expect((await durable.finish(arn)).Status).toBe('STOPPED');
      },
    );

    test(
      `${situation}, has one ExecutionStopped`,
      cited('history/one-terminal-event', 'history/status-agrees', behaviour('ends-it')),
      async (given) => {
        const { durable } = given;
        const { arn } = await make(given);
        await durable.stop(arn, ERROR);
        await durable.finish(arn);
        const ends = (await durable.eventTypes(arn)).filter((type) => /^Execution(?!Started)/.test(type));
        expect(ends).toEqual(['ExecutionStopped']);
      },
    );

    test(`${situation}, is not invoked again`, cited(behaviour('nothing-resumes')), async (given) => {
      const { durable, clock, target } = given;
      const { arn, count } = await make(given);
      const before = count();
      await durable.stop(arn);
      // Longer than all that it could have waited for; the time of an invocation under way is over, too.
      await clock.sleep(longTime(target, 800_000));
      expect(count(), 'invocations').toBe(before);
      expect((await durable.describe(arn)).Status).toBe('STOPPED');
    });

    // The API reference says that operations in progress are terminated, the guide that they stay as they are: it is not scored.
    test(`${situation}, leaves its operations as they are`, cited(behaviour('operations-stay')), async (given) => {
      const { durable, clock, target } = given;
      const { arn } = await make(given);
      const before = await durable.eventTypes(arn);
      await durable.stop(arn);
      await clock.sleep(longTime(target, 800_000));
      const added = (await durable.eventTypes(arn)).slice(before.length);
      expect(added.filter((type) => type !== 'InvocationCompleted')).toEqual(['ExecutionStopped']);
    });
  }
});

describe('the invocation under way when its execution is stopped', () => {
  test('has its checkpoints refused', cited(behaviour('no-checkpoint-after')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.checkpoint([step('s', 'START')])).toSucceed();
    await durable.stop(arn);
    expect(await invocation.checkpoint([step('s', 'SUCCEED')])).toFailWith(BAD_TOKEN);
    expect(await invocation.checkpoint([])).toFailWith(BAD_TOKEN);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted', 'ExecutionStopped']);
  });

  test(
    'can not end the execution by a checkpoint',
    cited(behaviour('no-checkpoint-after'), behaviour('ends-it')),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await durable.stop(arn, ERROR);
      expect(await invocation.checkpoint([execution('SUCCEED', { Payload: '1' })])).toFailWith(BAD_TOKEN);
      expect((await durable.describe(arn)).Status).toBe('STOPPED');
    },
  );

  test('can not read the state', cited(behaviour('no-state-after')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.state()).toSucceed();
    await durable.stop(arn);
    expect(await invocation.state()).toFailWith(BAD_TOKEN);
  });

  for (const how of ['succeeds', 'fails', 'suspends', 'crashes'] as const) {
    test(
      `changes nothing when it ${how}`,
      cited(behaviour('output-is-not-heard'), 'history/nothing-after-the-end'),
      async ({ durable, clock, target }) => {
        const { arn, fn, invocation } = await durable.begin();
        await invocation.update(wait('w', 5));
        await durable.stop(arn, ERROR);
        const before = await durable.describe(arn);
        await invocation[how]();
        await clock.sleep(longTime(target, 60_000));
        expect(await durable.describe(arn)).toEqual(before);
        expect(fn.invocations.length, 'invocations').toBe(1);
        const after = (await durable.eventTypes(arn)).slice(2);
        expect(after.filter((type) => type !== 'InvocationCompleted')).toEqual(['ExecutionStopped']);
      },
    );
  }
});

describe('what a stopped execution waited for', () => {
  for (const operation of ['Success', 'Failure', 'Heartbeat'] as const) {
    test(
      `takes no ${operation} of a callback`,
      cited(behaviour('callbacks-are-closed')),
      async ({ durable, lambda, clock, target }) => {
        const { arn, fn, invocation } = await durable.begin();
        const told = await invocation.update(callback('c', { HeartbeatTimeoutSeconds: 60 }));
        const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId;
        await invocation.suspends();
        expect(await lambda.call('SendDurableExecutionCallbackHeartbeat', { CallbackId })).toSucceed();
        await durable.stop(arn);
        const sent = await lambda.call(`SendDurableExecutionCallback${operation}`, { CallbackId });
        expect(sent).toFailWith([
          'CallbackTimeoutException',
          'ResourceNotFoundException',
          'InvalidParameterValueException',
        ]);
        await clock.sleep(longTime(target, 120_000));
        expect(fn.invocations.length, 'invocations').toBe(1);
        expect((await durable.eventTypes(arn)).at(-1)).toBe('ExecutionStopped');
      },
    );
  }

  test(
    'does not stop with it: an execution that it has invoked goes on',
    cited(behaviour('child-goes-on')),
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const { arn, invocation } = await durable.begin();
      await invocation.update(chained('i', child.latest));
      await invocation.suspends();
      const inner = await child.next();
      await isExecution(inner);
      await durable.stop(arn);
      expect((await durable.describe(inner.arn)).Status).toBe('RUNNING');
      await inner.succeeds('done');
      expect((await durable.finish(inner.arn)).Status).toBe('SUCCEEDED');
      expect((await durable.eventTypes(arn)).filter((type) => type.startsWith('ChainedInvoke'))).toEqual([
        'ChainedInvokeStarted',
      ]);
    },
  );

  test(
    'goes on when the invoked execution is stopped, with its error',
    cited(behaviour('parent-learns')),
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const { arn, fn, invocation } = await durable.begin();
      await invocation.update(chained('i', child.latest));
      await invocation.suspends();
      const inner = await child.next();
      await isExecution(inner);
      await durable.stop(inner.arn, ERROR);
      const second = await fn.next();
      const operation = second.operation('i');
      expect({ status: operation?.Status, error: operation?.ChainedInvokeDetails?.Error }).toEqual({
        status: 'STOPPED',
        error: ERROR,
      });
      await second.succeeds();
      const stopped = (await durable.history(arn)).find(({ EventType }) => EventType === 'ChainedInvokeStopped');
      expect(stopped?.ChainedInvokeStoppedDetails?.Error?.Payload).toEqual(ERROR);
    },
  );

  test(
    'answers a synchronous invoke that waits for it',
    cited(behaviour('caller-is-released')),
    async ({ durable, functions, lambda }) => {
      const fn = await functions.durable();
      const answer = lambda.call('Invoke', {
        FunctionName: fn.name,
        Qualifier: '$LATEST',
        InvocationType: 'RequestResponse',
        Payload: '{}',
      });
      const { arn } = await fn.next();
      expect(await durable.stop(arn)).toSucceed();
      expect((await answer).response, 'an answer').toBeDefined();
    },
  );
});

describe('an execution that has ended', () => {
  const ends: Readonly<Record<string, (context: CaseContext) => Promise<string>>> = {
    SUCCEEDED: async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.succeeds('kept');
      return arn;
    },
    FAILED: async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.fails();
      return arn;
    },
    TIMED_OUT: async ({ durable, clock }) => {
      const begun = await clock.now();
      const { arn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 15 } });
      await assertEarly({ clock }, begun, 15_000);
      await invocation.update(wait('w', 60));
      await invocation.suspends();
      return arn;
    },
    STOPPED: async ({ durable }) => {
      const { arn } = await durable.begin();
      await durable.stop(arn, { ErrorType: 'First' });
      return arn;
    },
  };
  for (const [status, make] of Object.entries(ends)) {
    test(
      `stays ${status} when it is stopped`,
      cited(behaviour('end-is-final'), 'history/one-terminal-event'),
      async (given) => {
        const { durable, clock } = given;
        const arn = await make(given);
        const before = await durable.finish(arn);
        expect(before.Status).toBe(status);
        const events = await durable.history(arn);
        await clock.sleep(5_000);
        // A success or a refusal: what it answers is open (L08).
        const { response, error } = await durable.stop(arn, { ErrorType: 'Second' });
        expect(response?.status ?? 500).toBeLessThan(500);
        expect(error === undefined || error.status >= 400, 'a success or a refusal').toBe(true);
        expect(await durable.describe(arn)).toEqual(before);
        expect(await durable.history(arn)).toEqual(events);
      },
    );
  }

  test(
    'is stopped once, whoever stops it at the same time',
    cited(behaviour('once'), 'history/one-terminal-event'),
    async ({ durable }) => {
      const { arn } = await durable.begin();
      const stops: Awaited<ReturnType<typeof durable.stop>>[] = [];
      for (let wave = 0; wave < 4; wave++) {
        const some = Array.from({ length: 25 }, (_, n) => durable.stop(arn, { ErrorType: `Stop${wave}-${n}` }));
        stops.push(...(await Promise.all(some)));
      }
      const accepted = stops.filter(({ error }) => error === undefined);
      expect(accepted.length).toBeGreaterThan(0);
      expect(new Set(accepted.map(({ output }) => output.StopTimestamp)).size, 'one time of the end').toBe(1);
      const stopped = (await durable.history(arn)).filter(({ EventType }) => EventType === 'ExecutionStopped');
      expect(stopped.length, 'ExecutionStopped').toBe(1);
      const { Error: error } = await durable.describe(arn);
      expect(error).toEqual(stopped[0]?.ExecutionStoppedDetails?.Error?.Payload);
      const refused = stops.filter((stop) => stop.error !== undefined).map(({ response }) => response?.status ?? 0);
      expect(refused.filter((status) => status < 400 || status > 499)).toEqual([]);
    },
  );
});

describe('what a stop names', () => {
  test('is the only one that it ends', cited(behaviour('one-execution-only')), async ({ durable }) => {
    const { arn, fn } = await durable.begin();
    const other = await durable.beginOn(fn);
    await durable.stop(arn);
    expect((await durable.describe(other.arn)).Status).toBe('RUNNING');
    await other.invocation.succeeds('alone');
    expect((await durable.finish(other.arn)).Status).toBe('SUCCEEDED');
    expect((await durable.describe(arn)).Status).toBe('STOPPED');
  });

  test(
    'must exist',
    cited('StopDurableExecution/error/ResourceNotFoundException', behaviour('unknown-execution')),
    async ({ durable }) => {
      const { arn } = await durable.begin();
      expect(await durable.stop(unknownArn(arn))).toFailWith('ResourceNotFoundException');
      expect((await durable.describe(arn)).Status).toBe('RUNNING');
      expect(await durable.stop(arn)).toSucceed();
    },
  );

  test(
    'ends at the time that the stop answers with',
    cited(behaviour('timestamp-is-the-end')),
    async ({ durable, clock }) => {
      const { arn } = await durable.begin();
      await clock.sleep(1_500);
      const { StopTimestamp } = (await durable.stop(arn)).output;
      const { EndTimestamp, StartTimestamp } = await durable.finish(arn);
      expect(EndTimestamp).toBe(StopTimestamp);
      expect(EndTimestamp).toBeGreaterThanOrEqual(StartTimestamp + 1);
    },
  );

  test(
    'can be started again under another name',
    cited(behaviour('one-execution-only')),
    async ({ durable, machines }) => {
      const { arn, fn } = await durable.begin({ name: machines.freshName() });
      await durable.stop(arn);
      const next = await durable.beginOn(fn, { name: machines.freshName() });
      expect(next.arn).not.toBe(arn);
      await next.invocation.succeeds(1);
      expect((await durable.finish(next.arn)).Status).toBe('SUCCEEDED');
    },
  );
});

describe('long after a stop', () => {
  test('a wait of a year ends in silence', cited(behaviour('nothing-resumes')), async ({ durable, clock, target }) => {
    const isVirtual = target.clock.kind === 'virtual';
    const { arn, fn, invocation } = await durable.begin({
      durableConfig: { ExecutionTimeout: 31_622_400, RetentionPeriodInDays: 90 },
    });
    await invocation.update(wait('w', isVirtual ? 3_600_000 : 15));
    await invocation.suspends();
    await durable.stop(arn);
    await clock.sleep(isVirtual ? YEAR / 6 : 18_000);
    const types = await durable.eventTypes(arn);
    if (types.indexOf('WaitSucceeded') > -1 && types.indexOf('WaitSucceeded') < types.indexOf('ExecutionStopped')) {
      throw new Inconclusive('target', 'The target was so slow that the wait was over before the stop came.');
    }
    expect(fn.invocations.length, 'invocations').toBe(1);
    expect(types.filter((type) => type === 'WaitSucceeded')).toEqual([]);
  });
});
