import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../engine/clock.js';
import {
  createDurableService,
  type DurableInvocationEvent,
  type FunctionHandler,
  settle,
} from '../../../engine/durable/index.js';
import { serveEngine } from '../../../engine/index.js';
import { Bench, callback, callbackIdOf, step, wait } from './scripted.js';

test('an execution of 1,000 operations keeps each one, in its history and in its state', async () => {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  for (let n = 1; n <= 999; n++) {
    await invocation.checkpoint(step(`s-${n}`, 'START'), step(`s-${n}`, 'SUCCEED', { Payload: String(n) }));
  }
  await invocation.checkpoint(wait('w', 1));
  invocation.suspends();
  await bench.settle();
  bench.clock.advanceToNext();
  const second = await bench.fn.next();
  const { NextMarker, Operations } = second.event.InitialExecutionState;
  expect(Operations).toHaveLength(1000);
  const rest = await second.context.durable.state({
    DurableExecutionArn: arn,
    CheckpointToken: second.token,
    Marker: NextMarker,
  });
  expect(rest.Operations.map(({ Id }) => Id)).toEqual(['w']);
  second.succeeds();
  await bench.settle();
  const events: number[] = [];
  let Marker: string | undefined;
  do {
    const page: { Events: readonly { EventId: number }[]; NextMarker?: string } = await bench.service.call(
      'GetDurableExecutionHistory',
      { DurableExecutionArn: arn, MaxItems: 1000, ...(Marker && { Marker }) },
    );
    events.push(...page.Events.map(({ EventId }) => EventId));
    Marker = page.NextMarker;
  } while (Marker);
  expect(events).toEqual(Array.from({ length: 1 + 2 * 999 + 1 + 1 + 1 + 1 + 1 }, (_, index) => index + 1));
});

test('10,000 executions that wait are all woken, and end', async () => {
  const clock = new VirtualClock();
  const handler: FunctionHandler = async (event, { durable }) => {
    const { DurableExecutionArn, CheckpointToken, InitialExecutionState } = event as DurableInvocationEvent;
    if (InitialExecutionState.Operations.some(({ Status, Type }) => Type === 'WAIT' && Status === 'SUCCEEDED')) {
      return { Status: 'SUCCEEDED', Result: '"woken"' };
    }
    await durable.checkpoint({ DurableExecutionArn, CheckpointToken, Updates: [wait('w', 86_400)] });
    return { Status: 'PENDING' };
  };
  const service = createDurableService({ clock, functions: { sleeper: { handler, durable: {} } } });
  const call = { FunctionName: 'sleeper:$LATEST', InvocationType: 'Event' } as const;
  await Promise.all(Array.from({ length: 10_000 }, () => service.call('Invoke', call)));
  await settle(service);
  const count = async (status: string) => {
    let found = 0;
    let Marker: string | undefined;
    do {
      const page: { DurableExecutions: readonly unknown[]; NextMarker?: string } = await service.call(
        'ListDurableExecutionsByFunction',
        { FunctionName: 'sleeper', Statuses: [status], MaxItems: 1000, ...(Marker && { Marker }) },
      );
      found += page.DurableExecutions.length;
      Marker = page.NextMarker;
    } while (Marker);
    return found;
  };
  expect(await count('RUNNING')).toBe(10_000);
  clock.advance(86_400_000);
  await settle(service);
  expect(await count('SUCCEEDED')).toBe(10_000);
});

test('a hundred answers to one callback: one is taken', async () => {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  const CallbackId = callbackIdOf(await invocation.checkpoint(callback('c')));
  invocation.suspends();
  await bench.settle();
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) =>
      n % 2 === 0
        ? bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: String(n) })
        : bench.service.call('SendDurableExecutionCallbackFailure', { CallbackId }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await bench.eventTypes(arn)).filter((type) => /^Callback(Succeeded|Failed)$/.test(type))).toHaveLength(1);
});

describe('a hundred stops of one execution at the same time', () => {
  /** Stops it a hundred times, each with an error of its own, and gives the times that they answer with. */
  async function stopped(arn: string, stop: (error: object) => Promise<{ readonly StopTimestamp: number }>) {
    const times = await Promise.all(Array.from({ length: 100 }, (_, n) => stop({ ErrorType: `Stop${n}` })));
    return { arn, times: new Set(times.map(({ StopTimestamp }) => StopTimestamp)) };
  }

  test.each([
    ['in process', (bench: Bench, arn: string) => stopped(arn, (error) => bench.stop(arn, error))],
    [
      'over HTTP',
      async (bench: Bench, arn: string) => {
        const served = await serveEngine({ clock: 'real', mounts: [bench.service.mount] });
        try {
          const url = `${served.url}/2025-12-01/durable-executions/${encodeURIComponent(arn)}/stop`;
          return await stopped(arn, async (error) => {
            const headers = { 'content-type': 'application/json' };
            const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(error) });
            expect(answer.status).toBe(200);
            return (await answer.json()) as { StopTimestamp: number };
          });
        } finally {
          await served.close();
        }
      },
    ],
  ] as const)('%s: one wins, all are told its time, and nothing is lost', async (_, stopAll) => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(step('s', 'SUCCEED', { Payload: '1' }), wait('w', 60), callback('c'));
    const before = await bench.history(arn);
    const { times } = await stopAll(bench, arn);
    const { Status, Error: error, EndTimestamp } = await bench.execution(arn);
    expect(Status).toBe('STOPPED');
    expect([...times]).toEqual([EndTimestamp]);
    const after = await bench.history(arn);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([
      { EventType: 'ExecutionStopped', ExecutionStoppedDetails: { Error: { Payload: error } } },
    ]);
    expect(error?.ErrorType).toMatch(/^Stop\d+$/);
  });
});
