import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DurableError, type HistoryEvent, type OperationUpdate } from '../../../engine/durable/index.js';
import { Bench, callback, chained, context, type Invocation, step, wait } from './scripted.js';

type Command =
  | { readonly do: 'checkpoint'; readonly updates: readonly OperationUpdate[] }
  | { readonly do: 'end'; readonly how: 'suspends' | 'crashes' }
  | { readonly do: 'finish'; readonly how: 'succeeds' | 'fails' }
  | { readonly do: 'advance'; readonly seconds: number }
  | { readonly do: 'answer'; readonly which: number; readonly how: 'Success' | 'Failure' | 'Heartbeat' }
  | { readonly do: 'stop' };

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const seconds = fc.integer({ min: 1, max: 20 });

const update: fc.Arbitrary<OperationUpdate> = fc.oneof(
  fc.tuple(id, fc.constantFrom('START', 'SUCCEED', 'FAIL')).map(([Id, Action]) => step(`s-${Id}`, Action as 'START')),
  fc
    .tuple(id, seconds)
    .map(([Id, NextAttemptDelaySeconds]) => step(`s-${Id}`, 'RETRY', { StepOptions: { NextAttemptDelaySeconds } })),
  fc.tuple(id, seconds).map(([Id, duration]) => wait(`w-${Id}`, duration)),
  id.map((Id) => ({ Id: `w-${Id}`, Type: 'WAIT', SubType: 'Wait', Action: 'CANCEL' }) as const),
  fc
    .tuple(id, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
    .map(([Id, TimeoutSeconds, HeartbeatTimeoutSeconds]) =>
      callback(`cb-${Id}`, { CallbackOptions: { TimeoutSeconds, HeartbeatTimeoutSeconds } }),
    ),
  fc
    .tuple(id, fc.constantFrom('START', 'SUCCEED', 'FAIL'))
    .map(([Id, Action]) => context(`ctx-${Id}`, Action as 'START')),
  fc.tuple(id, id).map(([Id, parent]) => step(`s-${Id}`, 'START', { ParentId: `ctx-${parent}` })),
  fc.tuple(id, fc.constantFrom('plain', 'bad', 'nobody')).map(([Id, target]) => chained(`i-${Id}`, target)),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(update, { maxLength: 4 }).map((updates) => ({ do: 'checkpoint', updates }) as const),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('suspends', 'suspends', 'crashes').map((how) => ({ do: 'end', how }) as Command),
  },
  { weight: 4, arbitrary: seconds.map((count) => ({ do: 'advance', seconds: count }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(9), fc.constantFrom('Success', 'Failure', 'Heartbeat'))
      .map(([which, how]) => ({ do: 'answer', which, how }) as Command),
  },
  { weight: 1, arbitrary: fc.constantFrom('succeeds', 'fails').map((how) => ({ do: 'finish', how }) as Command) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'stop' }) },
);

/** A call that may be refused, but only in a way that the API declares. */
async function refusable(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof DurableError) || error.status >= 500) throw error;
  }
}

async function play(commands: readonly Command[]) {
  const bench = new Bench({
    durable: { ExecutionTimeout: 86_400 },
    functions: {
      plain: { handler: () => 1 },
      bad: {
        handler: () => {
          throw new Error('bad');
        },
      },
    },
  });
  const { arn, invocation: first } = await bench.begin('law');
  let running: Invocation | undefined = first;
  const callbackIds: string[] = [];
  for (const one of commands) {
    switch (one.do) {
      case 'checkpoint':
        if (running) {
          const events = (await bench.history(arn)).length;
          await refusable(
            running.checkpoint(...one.updates).then((answer) => {
              for (const { CallbackDetails } of answer.NewExecutionState.Operations) {
                if (CallbackDetails?.CallbackId) callbackIds.push(CallbackDetails.CallbackId);
              }
            }),
          );
          expect((await bench.history(arn)).length).toBeGreaterThanOrEqual(events);
        }
        break;
      case 'end':
      case 'finish':
        if (one.how === 'succeeds' || one.how === 'fails') running?.[one.how]('x');
        else running?.[one.how]();
        running = undefined;
        break;
      case 'advance':
        bench.clock.advance(one.seconds * 1000);
        break;
      case 'answer': {
        const CallbackId = callbackIds[one.which % Math.max(callbackIds.length, 1)];
        if (CallbackId) await refusable(bench.service.call(`SendDurableExecutionCallback${one.how}`, { CallbackId }));
        break;
      }
      case 'stop':
        await bench.stop(arn);
    }
    await bench.tick();
    await bench.tick();
    const open = bench.fn.invocations.filter(({ ended }) => !ended);
    expect(open.length).toBeLessThanOrEqual(1);
    running ??= open[0];
  }
  return { bench, arn, running };
}

const ENDS: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionStopped: 'STOPPED',
};

function checkHistory(events: readonly HistoryEvent[], status: string): void {
  expect(events.map(({ EventId }) => EventId)).toEqual(events.map((_, index) => index + 1));
  expect(events[0]?.EventType).toBe('ExecutionStarted');
  for (const [index, event] of events.entries()) {
    if (index > 0) expect(event.EventTimestamp).toBeGreaterThanOrEqual(events[index - 1]!.EventTimestamp);
    expect(event[`${event.EventType}Details`]).toBeDefined();
    expect('Id' in event).toBe(event.EventType !== 'InvocationCompleted');
  }
  const ends = events.filter(({ EventType }) => EventType in ENDS);
  expect(ends.map(({ EventType }) => ENDS[EventType])).toEqual(status === 'RUNNING' ? [] : [status]);
  const after = ends[0] ? events.slice(events.indexOf(ends[0]) + 1) : [];
  expect(after.filter(({ EventType }) => EventType !== 'InvocationCompleted')).toEqual([]);
  expect(after.length).toBeLessThanOrEqual(1);
  const open = new Set<string>();
  for (const { EventType, Id } of events) {
    const [, kind, what] = /^(Context|Wait|Callback|ChainedInvoke)(\w+)$/.exec(EventType) ?? [];
    if (kind === undefined || Id === undefined) continue;
    expect(open.has(Id)).toBe(what !== 'Started');
    if (what === 'Started') open.add(Id);
    else open.delete(Id);
  }
}

/** Answers what is asked and ends what runs: an execution that nobody forgets ends long before its timeout. */
async function bringToItsEnd(bench: Bench, arn: string): Promise<void> {
  for (const operation of bench.service.account().get(arn).operations.values()) {
    if (operation.type !== 'CALLBACK' || operation.status !== 'STARTED') continue;
    await bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId: operation.callbackId });
  }
  for (;;) {
    await bench.tick();
    await bench.tick();
    if ((await bench.execution(arn)).Status !== 'RUNNING') return;
    const open = bench.fn.invocations.find(({ ended }) => !ended);
    if (open) open.succeeds();
    else if (!bench.clock.advanceToNext()) return;
  }
}

test('whatever happens, the history keeps its laws and no execution sleeps for ever', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 30 }), async (commands) => {
      const { bench, arn, running } = await play(commands);
      const { Status } = await bench.execution(arn);
      checkHistory(await bench.history(arn), Status);
      if (Status === 'RUNNING') {
        await bringToItsEnd(bench, arn);
        expect((await bench.execution(arn)).Status).toBe('SUCCEEDED');
      } else {
        running?.suspends();
      }
      await bench.tick();
      const before = [await bench.execution(arn), await bench.history(arn)];
      const { StopTimestamp } = await bench.stop(arn);
      bench.clock.advance(10_000_000);
      await bench.tick();
      expect([await bench.execution(arn), await bench.history(arn)]).toEqual(before);
      expect(StopTimestamp).toBe((await bench.execution(arn)).EndTimestamp);
      checkHistory(await bench.history(arn), (await bench.execution(arn)).Status);
    }),
    { numRuns: 300 },
  );
});
