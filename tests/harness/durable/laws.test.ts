import { describe, expect, test } from 'vitest';
import type { Members } from '../../../harness/judge/body.js';
import { DurableHistory } from '../../../harness/judge/durable/history.js';
import { durableLaws } from '../../../harness/judge/durable/laws.js';

const BEGIN = 1_700_000_000;

const event = (EventId: number, EventType: string, more: Members = {}): Members => ({
  EventId,
  EventType,
  EventTimestamp: BEGIN + EventId,
  [`${EventType}Details`]: {},
  ...more,
});

/** A sound history: a step that is tried twice inside of a context, a wait, two callbacks, and a success. */
const SOUND: readonly Members[] = [
  event(1, 'ExecutionStarted', { Id: 'e' }),
  event(2, 'ContextStarted', { Id: 'x' }),
  event(3, 'StepStarted', { Id: 's', ParentId: 'x', Name: 'n' }),
  event(4, 'StepFailed', {
    Id: 's',
    ParentId: 'x',
    Name: 'n',
    StepFailedDetails: { RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 1 } },
  }),
  event(5, 'InvocationCompleted', { InvocationCompletedDetails: { StartTimestamp: BEGIN, EndTimestamp: BEGIN + 5 } }),
  event(6, 'StepStarted', { Id: 's', ParentId: 'x', Name: 'n' }),
  event(7, 'StepSucceeded', {
    Id: 's',
    ParentId: 'x',
    Name: 'n',
    StepSucceededDetails: { RetryDetails: { CurrentAttempt: 2 } },
  }),
  event(8, 'ContextSucceeded', { Id: 'x' }),
  event(9, 'WaitStarted', { Id: 'w', WaitStartedDetails: { ScheduledEndTimestamp: BEGIN + 10 } }),
  event(10, 'WaitSucceeded', { Id: 'w' }),
  event(11, 'CallbackStarted', { Id: 'c', CallbackStartedDetails: { CallbackId: 'one' } }),
  event(12, 'CallbackStarted', { Id: 'd', CallbackStartedDetails: { CallbackId: 'two' } }),
  event(13, 'InvocationCompleted', {
    InvocationCompletedDetails: { StartTimestamp: BEGIN + 6, EndTimestamp: BEGIN + 13 },
  }),
  event(14, 'ExecutionSucceeded', { Id: 'e' }),
];

const changed = (place: number, more: Members): Members[] =>
  SOUND.map((sound, index) => (index === place ? { ...sound, ...more } : sound));
const broken = (raw: readonly Members[], status = 'SUCCEEDED'): string[] => {
  const history = new DurableHistory(raw, status);
  return durableLaws.filter(({ check }) => check(history).breaches.length > 0).map(({ id }) => id.split('/')[1]!);
};
const late = (id: number, type: string, more: Members = {}) => [...SOUND, event(id, type, more)];

describe('the laws of durable histories', () => {
  test('hold of a sound one', () => expect(broken(SOUND)).toEqual([]));
  test('let an invocation complete after the end', () => expect(broken(late(15, 'InvocationCompleted'))).toEqual([]));
  test('each speak of a sound one', () => {
    const history = new DurableHistory(SOUND, 'SUCCEEDED');
    expect(durableLaws.filter(({ check }) => check(history).places === 0).map(({ id }) => id)).toEqual([]);
  });
  test('say nothing of the end of one that runs', () => {
    expect(broken(SOUND.slice(0, 5), 'RUNNING')).toEqual([]);
  });

  const breaches: readonly (readonly [string, readonly Members[], string?])[] = [
    ['ids-count-up', changed(4, { EventId: 6 })],
    ['starts-with-execution-started', changed(0, { EventType: 'StepStarted', StepStartedDetails: {} })],
    ['one-terminal-event', SOUND.slice(0, 13)],
    ['status-agrees', SOUND, 'FAILED'],
    ['nothing-after-the-end', late(15, 'WaitStarted', { Id: 'v' })],
    ['started-before-closed', changed(1, { Id: 'y' })],
    ['closed-once', changed(3, { StepFailedDetails: {} })],
    ['parents-exist', changed(1, { Id: 'y' })],
    ['identity-repeats', changed(6, { Name: 'other' })],
    ['time-does-not-run-back', changed(5, { EventTimestamp: 1 })],
    ['own-details', changed(5, { WaitStartedDetails: {} })],
    ['invocations-have-no-id', changed(4, { Id: 'i' })],
    ['operations-have-an-id', changed(7, { Id: null })],
    ['execution-id', changed(13, { Id: 'f' })],
    ['attempts-count-up', changed(6, { StepSucceededDetails: { RetryDetails: { CurrentAttempt: 1 } } })],
    [
      'retries-wait',
      changed(3, { StepFailedDetails: { RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 9 } } }),
    ],
    ['waits-last', changed(8, { WaitStartedDetails: { ScheduledEndTimestamp: BEGIN + 60 } })],
    [
      'invocations-one-by-one',
      changed(12, { InvocationCompletedDetails: { StartTimestamp: BEGIN + 2, EndTimestamp: BEGIN + 13 } }),
    ],
    ['callbacks-have-own-ids', changed(11, { CallbackStartedDetails: { CallbackId: 'one' } })],
  ];
  for (const [law, raw, status] of breaches) {
    test(law, () => expect(broken(raw, status)).toContain(law));
  }
  test('are all broken by one of these', () => {
    expect(breaches.map(([law]) => `durable:history/${law}`).sort()).toEqual(durableLaws.map(({ id }) => id).sort());
  });
});
