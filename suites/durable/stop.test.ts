import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { BAD_TOKEN, cited, longTime, unknownArn } from './cited.js';
import { callback, chained, context, execution, retry, step, wait } from './updates.js';

const ERROR = {
  ErrorType: 'Enough',
  ErrorMessage: 'It ran long enough.',
  ErrorData: '{"by":"a case"}',
  StackTrace: ['first', 'second'],
};
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
      `${situation}, is STOPPED with the error of the stop`,
      cited(behaviour('ends-it'), behaviour('keeps-the-error'), 'StopDurableExecution/response/StopTimestamp/type'),
      async (given) => {
        const { durable } = given;
        const { arn } = await make(given);
        expect((await durable.describe(arn)).Status).toBe('RUNNING');
        const { StopTimestamp } = (await durable.stop(arn, ERROR)).output;
        expect(StopTimestamp).toBeTypeOf('number');
        const { Status, Error: error } = await durable.finish(arn);
        expect({ Status, error }).toEqual({ Status: 'STOPPED', error: ERROR });
      },
    );

    test(
      `${situation}, has one ExecutionStopped, with the error`,
      cited(behaviour('error-in-history'), 'history/one-terminal-event', 'history/status-agrees'),
      async (given) => {
        const { durable } = given;
        const { arn } = await make(given);
        await durable.stop(arn, ERROR);
        await durable.finish(arn);
        const ends = (await durable.history(arn)).filter(({ EventType }) => /^Execution(?!Started)/.test(EventType));
        expect(ends.map(({ EventType }) => EventType)).toEqual(['ExecutionStopped']);
        expect(ends[0]?.ExecutionStoppedDetails?.Error?.Payload).toEqual(ERROR);
      },
    );

    test(
      `${situation}, is not invoked again`,
      cited(behaviour('nothing-resumes'), behaviour('operations-stay')),
      async (given) => {
        const { durable, clock, target } = given;
        const { arn, count } = await make(given);
        const before = { events: (await durable.history(arn)).length, invocations: count() };
        await durable.stop(arn);
        // Longer than all that it could have waited for; the time of an invocation under way is over, too.
        await clock.sleep(longTime(target, 800_000));
        const added = (await durable.eventTypes(arn)).slice(before.events);
        expect({
          added: added.filter((type) => type !== 'InvocationCompleted'),
          invocations: count(),
        }).toEqual({ added: ['ExecutionStopped'], invocations: before.invocations });
        expect((await durable.describe(arn)).Status).toBe('STOPPED');
      },
    );
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

describe('the error of a stop', () => {
  for (const [what, body] of [
    ['an empty object', '{}'],
    ['no body', ''],
  ] as const) {
    test(
      `may be left out, with ${what}`,
      cited(behaviour('error-is-optional'), 'wire/empty-body'),
      async ({ durable, lambda }) => {
        const { arn } = await durable.begin();
        const path = `/2025-12-01/durable-executions/${encodeURIComponent(arn)}/stop`;
        const stopped = await lambda.send({
          operation: 'StopDurableExecution',
          path,
          body,
          contentType: body === '' ? null : 'application/json',
        });
        expect(stopped).toSucceed();
        expect((await durable.finish(arn)).Status).toBe('STOPPED');
      },
    );
  }

  for (const member of ['ErrorType', 'ErrorMessage', 'ErrorData', 'StackTrace'] as const) {
    test(`may be ${member} alone`, cited(behaviour('keeps-the-error')), async ({ durable }) => {
      const { arn } = await durable.begin();
      const given = { [member]: ERROR[member] };
      await durable.stop(arn, given);
      expect((await durable.finish(arn)).Error).toEqual(given);
    });
  }

  test(
    'is not in a member Error, which is no member of the body',
    cited(behaviour('error-member-is-no-error')),
    async ({ durable }) => {
      const { arn } = await durable.begin();
      await durable.stop(arn, { ErrorType: 'Right', Error: { ErrorType: 'Wrong' } });
      expect((await durable.finish(arn)).Error?.ErrorType).toBe('Right');
    },
  );

  test('may have a member that nobody knows', cited('wire/unknown-members'), async ({ durable }) => {
    const { arn } = await durable.begin();
    expect(await durable.stop(arn, { ...ERROR, Unheard: 1 })).toSucceed();
    expect((await durable.finish(arn)).Error?.ErrorType).toBe('Enough');
  });

  test('may have a member that is null', cited('wire/null-is-absent'), async ({ durable }) => {
    const { arn } = await durable.begin();
    expect(await durable.stop(arn, { ErrorType: 'Enough', ErrorMessage: null })).toSucceed();
    expect((await durable.finish(arn)).Error).toEqual({ ErrorType: 'Enough' });
  });
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
    TIMED_OUT: async ({ durable }) => {
      const { arn, invocation } = await durable.begin({ durableConfig: { ExecutionTimeout: 5 } });
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
      const stops = await Promise.all(
        Array.from({ length: 100 }, (_, n) => durable.stop(arn, { ErrorType: `Stop${n}` })),
      );
      const accepted = stops.filter(({ error }) => error === undefined);
      expect(accepted.length).toBeGreaterThan(0);
      expect(new Set(accepted.map(({ output }) => output.StopTimestamp)).size, 'one time of the end').toBe(1);
      const stopped = (await durable.history(arn)).filter(({ EventType }) => EventType === 'ExecutionStopped');
      expect(stopped.length, 'ExecutionStopped').toBe(1);
      const { Error: error } = await durable.describe(arn);
      expect(error).toEqual(stopped[0]?.ExecutionStoppedDetails?.Error?.Payload);
      expect(String(error?.ErrorType)).toMatch(/^Stop\d{1,2}$/);
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
    const { arn, fn, invocation } = await durable.begin({
      durableConfig: { ExecutionTimeout: 31_622_400, RetentionPeriodInDays: 90 },
    });
    await invocation.update(wait('w', target.clock.kind === 'virtual' ? 3_600_000 : 2));
    await invocation.suspends();
    await durable.stop(arn);
    await clock.sleep(target.clock.kind === 'virtual' ? YEAR / 6 : 4_000);
    expect(fn.invocations.length, 'invocations').toBe(1);
    expect((await durable.eventTypes(arn)).filter((type) => type.startsWith('Wait'))).toEqual(['WaitStarted']);
  });
});
