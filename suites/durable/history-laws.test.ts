import type { DurableEvent } from '../../harness/durable/operations.js';
import { type CaseContext, describe, expect, Inconclusive, test } from '../../harness/index.js';
import { prepared } from '../precondition.js';
import { cited } from './cited.js';
import { callback, context, retry, step, wait } from './updates.js';

/** The history of an execution with something of everything: a retry, a wait, a context, two callbacks, three invocations. */
const richHistory = (context: CaseContext): Promise<DurableEvent[]> => prepared(() => makeHistory(context));

async function makeHistory({ durable, lambda }: CaseContext): Promise<DurableEvent[]> {
  // Each update repeats what the operation is, as those of the SDKs do.
  const part = { Name: 'part', SubType: 'RunInChildContext' };
  const inPart = { ParentId: 'x' };
  const { arn, fn, invocation } = await durable.begin();
  await invocation.update(context('x', 'START', part), step('s', 'START', inPart));
  const again = { ...inPart, Error: { ErrorType: 'Again' } };
  const told = await invocation.update(
    retry('s', 5, again),
    callback('c'),
    callback('d'),
    wait('w', 30, { Name: 'pause' }),
  );
  await invocation.suspends();
  const second = await fn.next();
  await second.update(step('s', 'START', inPart), step('s', 'SUCCEED', { ...inPart, Payload: '1' }));
  await second.update(context('x', 'SUCCEED', { ...part, Payload: '2' }));
  const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId;
  expect(await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: '3' })).toSucceed();
  await second.update();
  await second.suspends();
  // A target may invoke once more for what the second invocation has seen: the wait is what counts.
  let last = await fn.next();
  for (let extra = 0; extra < 5 && last.operation('w')?.Status !== 'SUCCEEDED'; extra++) {
    await last.suspends();
    last = await fn.next();
  }
  await last.succeeds('done');
  await durable.finish(arn);
  return await durable.history(arn);
}

const seconds = (time: unknown): number => time as number;

describe('the events of an execution', () => {
  test('are numbered from 1', cited('history/ids-count-up'), async (given) => {
    const events = await richHistory(given);
    expect(events.map(({ EventId }) => EventId)).toEqual(events.map((_, index) => index + 1));
  });

  test(
    'have an Id, but for InvocationCompleted',
    cited('history/operations-have-an-id', 'history/invocations-have-no-id'),
    async (given) => {
      const events = await richHistory(given);
      const without = events.filter(({ Id }) => Id === undefined).map(({ EventType }) => EventType);
      expect(without.filter((type) => type !== 'InvocationCompleted')).toEqual([]);
      expect(without.length).toBe(events.filter(({ EventType }) => EventType === 'InvocationCompleted').length);
    },
  );

  test('come in the order of their times', cited('history/time-does-not-run-back'), async (given) => {
    const times = (await richHistory(given)).map(({ EventTimestamp }) => seconds(EventTimestamp));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('have the details of their type, and no others', cited('history/own-details'), async (given) => {
    for (const event of await richHistory(given)) {
      const details = Object.keys(event).filter((name) => name.endsWith('Details'));
      expect(details.filter((name) => name !== `${event.EventType}Details`)).toEqual([]);
    }
  });

  test('of one operation have one name, parent and subtype', cited('history/identity-repeats'), async (given) => {
    const events = await richHistory(given);
    const identity = ({ Name, ParentId, SubType }: DurableEvent) => ({ Name, ParentId, SubType });
    const of = (id: string) => events.filter(({ Id }) => Id === id).map(identity);
    const part = { Name: 'part', ParentId: undefined, SubType: 'RunInChildContext' };
    expect(of('x')).toEqual([part, part]);
    expect(new Set(of('s').map(({ ParentId }) => ParentId))).toEqual(new Set(['x']));
    expect(of('w').map(({ Name }) => Name)).toEqual(['pause', 'pause']);
  });

  test(
    'begin and close each operation once',
    cited('history/started-before-closed', 'history/closed-once', 'history/parents-exist'),
    async (given) => {
      const types = (await richHistory(given)).map(({ EventType, Id }) => `${EventType} ${Id}`);
      for (const [start, end] of [
        ['ContextStarted x', 'ContextSucceeded x'],
        ['WaitStarted w', 'WaitSucceeded w'],
        ['CallbackStarted c', 'CallbackSucceeded c'],
      ] as const) {
        expect(types.filter((type) => type === start || type === end)).toEqual([start, end]);
      }
      expect(types.indexOf('ContextStarted x')).toBeLessThan(types.indexOf('StepStarted s'));
    },
  );

  test('tell the attempts of a step', cited('history/attempts-count-up', 'step/attempts-count'), async (given) => {
    const ended = (await richHistory(given)).filter(({ EventType }) =>
      /^Step(Failed|Succeeded)$/.test(EventType ?? ''),
    );
    const attempts = ended.map(
      ({ StepFailedDetails, StepSucceededDetails }) => (StepFailedDetails ?? StepSucceededDetails)?.RetryDetails,
    );
    const told = attempts.map((attempt) => [attempt?.CurrentAttempt, attempt?.NextAttemptDelaySeconds ?? 0]);
    expect(told).toEqual([
      [1, 5],
      [2, 0],
    ]);
  });

  test(
    'keep the times that they tell',
    cited('history/retries-wait', 'history/waits-last', 'history/invocations-one-by-one'),
    async (given) => {
      const events = await richHistory(given);
      const at = (type: string, place = 0) => events.filter(({ EventType }) => EventType === type)[place];
      const time = (event: DurableEvent | undefined) => seconds(event?.EventTimestamp);
      const missing = [
        at('StepFailed') && at('StepStarted', 1) ? [] : ['a step that is tried again'],
        at('WaitStarted')?.WaitStartedDetails?.ScheduledEndTimestamp === undefined ? ['the end of a wait'] : [],
      ].flat();
      if (missing.length > 0)
        throw new Inconclusive('target', `Not judged: the history does not tell ${missing.join(', ')}.`);
      expect(time(at('StepStarted', 1)) - time(at('StepFailed'))).toBeGreaterThanOrEqual(4);
      const wanted = seconds(at('WaitStarted')?.WaitStartedDetails?.ScheduledEndTimestamp);
      expect(time(at('WaitSucceeded'))).toBeGreaterThanOrEqual(wanted - 1);
      const invocations = events.flatMap(({ InvocationCompletedDetails: details }) => details ?? []);
      for (const [place, { StartTimestamp, EndTimestamp }] of invocations.entries()) {
        const last = invocations[place - 1]?.EndTimestamp;
        expect(seconds(EndTimestamp)).toBeGreaterThanOrEqual(seconds(StartTimestamp) - 1);
        if (last !== undefined) expect(seconds(StartTimestamp)).toBeGreaterThanOrEqual(seconds(last) - 1);
      }
    },
  );

  test('name callbacks apart', cited('history/callbacks-have-own-ids', 'callback/ids-differ'), async (given) => {
    const ids = (await richHistory(given)).flatMap(
      ({ CallbackStartedDetails }) => CallbackStartedDetails?.CallbackId ?? [],
    );
    expect(new Set(ids).size).toBe(2);
  });

  test(
    'begin and end with the execution',
    cited('history/execution-id', 'history/starts-with-execution-started', 'history/one-terminal-event'),
    async (given) => {
      const events = await richHistory(given);
      const own = events.filter(({ EventType }) => EventType?.startsWith('Execution'));
      expect(own.map(({ EventType }) => EventType)).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
      expect(own[0]).toBe(events[0]);
      expect(own[1]?.Id).toBe(own[0]?.Id);
      expect(own[0]?.Id).toBeTypeOf('string');
    },
  );
});
