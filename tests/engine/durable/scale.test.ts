import { expect, test } from 'vitest';
import { VirtualClock } from '../../../engine/clock.js';
import {
  createDurableService,
  type DurableInvocationEvent,
  type FunctionHandler,
  settle,
} from '../../../engine/durable/index.js';
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
