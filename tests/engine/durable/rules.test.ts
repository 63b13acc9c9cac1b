import { describe, expect, test } from 'vitest';
import { type DurableRules, type DurableRulesPatch, defaultRules } from '../../../engine/durable/index.js';
import { outcome, playAll } from './scenes.js';
import { Bench } from './scripted.js';

type Table = keyof DurableRules;

describe('the rule tables', () => {
  test('every entry is called through its table', async () => {
    const unused = new Set<string>();
    const tables = Object.entries(defaultRules).map(([table, entries]) => [
      table,
      Object.fromEntries(
        Object.entries(entries).map(([name, rule]) => {
          unused.add(`${table}.${name}`);
          const spy = (...args: unknown[]) => {
            unused.delete(`${table}.${name}`);
            return (rule as (...given: unknown[]) => unknown)(...args);
          };
          return [name, spy];
        }),
      ),
    ]);
    await playAll({ rules: Object.fromEntries(tables) as DurableRulesPatch });
    expect([...unused]).toEqual([]);
  });

  test('the same rules give the same transcripts', async () => {
    expect(await playAll({})).toEqual(await playAll({}));
  });

  const usual = playAll({});
  const always = { name: 'x', ErrorType: 'x' };
  const patches: { readonly [T in Table]: DurableRulesPatch[T] } = {
    starting: {
      requiresQualifier: () => undefined,
      requiresDurable: () => undefined,
      inputIsJson: () => undefined,
      holdsName: () => false,
      meansTheSame: () => true,
      executionTimeoutSeconds: () => 7,
    },
    tokens: {
      replay: () => undefined,
      refuse: () => undefined,
      rotate: (execution) => execution.token ?? '',
      afterInvocation: (token) => token,
    },
    batch: { eachIdOnce: () => undefined },
    updates: { knownParent: () => 'no', stepStarts: () => undefined },
    transitions: { 'WAIT.CANCEL': () => undefined, 'CONTEXT.SUCCEED': () => undefined },
    steps: { attemptAfter: ({ attempt }) => attempt, retryEvent: () => 'StepSucceeded', retryDelayMs: () => 0 },
    waits: { delayMs: () => 0 },
    callbacks: {
      timeoutMs: () => 1,
      heartbeatMs: () => 1,
      timeoutError: () => ({}),
      heartbeatError: () => ({}),
      heartbeat: (_seconds, _now, deadline) => deadline,
      accepts: () => true,
      errorOfFailure: () => always,
    },
    chained: {
      startDelayMs: () => 0,
      outcome: () => ({ kind: 'failed', error: {} }),
      timeoutError: () => ({}),
      plainInput: () => '"other"',
      resultSize: () => ({ ErrorMessage: 'too large' }),
    },
    invocations: {
      hasPending: () => true,
      invokesAgain: () => false,
      retryDelaySeconds: () => undefined,
      errorInHistory: () => undefined,
      event: (event) => ({ ...event, UpdatedOperationIds: [] }),
      tells: () => [],
      startsDuring: () => true,
      initialPage: () => 1,
    },
    ending: {
      stop: () => undefined,
      stopTime: (execution) => execution.now,
      errorOfStop: () => always,
      timeoutMs: () => 1e12,
      timeoutError: () => ({}),
      forgotten: () => false,
    },
    recording: { event: (event) => (event.type === 'InvocationCompleted' ? undefined : event) },
    reading: {
      includesData: () => true,
      operation: ({ ParentId: _, ...operation }) => operation,
      withoutData: (event) => event,
      pageSize: () => 1,
      historyNewestFirst: () => false,
      listNewestFirst: () => false,
      listQualifier: () => '7',
      byName: () => false,
      byStatus: () => false,
      startedAfter: () => false,
      startedBefore: () => false,
      showsChildren: () => false,
    },
    answering: { waited: () => ({ payload: 'null' }) },
  };
  const rows = Object.entries(patches).flatMap(([table, entries]) =>
    Object.entries(entries ?? {}).map(([name, rule]) => ({
      entry: `${table}.${name}`,
      rules: { [table]: { [name]: rule } },
    })),
  );

  test.each(rows)('$entry can be replaced alone, and that shows', async ({ rules }) => {
    expect(await outcome(playAll({ rules }))).not.toEqual({ value: await usual });
  });
});

test('operations can be wrapped', async () => {
  const bench = new Bench({
    handlers: (handlers) => ({ ...handlers, StopDurableExecution: () => ({ StopTimestamp: 0 }) }),
  });
  const { arn } = await bench.begin();
  expect(await bench.stop(arn)).toEqual({ StopTimestamp: 0 });
  expect((await bench.execution(arn)).Status).toBe('RUNNING');
});
