import { isMembers, type Members, shownValue, type Value } from '../body.js';
import type { LawBreach, LawResult } from '../history.js';
import {
  type DurableHistory,
  type DurableHistoryEvent,
  type DurableLaw,
  forEachEvent,
  isTerminal,
  named,
} from './history.js';

/** What holds of attempts, waits, invocations and ids in any durable history. */
export const timingLaws: readonly DurableLaw[] = [
  { id: 'durable:history/execution-id', check: executionId },
  { id: 'durable:history/attempts-count-up', check: attemptsCountUp },
  { id: 'durable:history/retries-wait', check: retriesWait },
  { id: 'durable:history/waits-last', check: waitsLast },
  { id: 'durable:history/invocations-one-by-one', check: invocationsOneByOne },
  { id: 'durable:history/callbacks-have-own-ids', check: callbacksHaveOwnIds },
];

/** Timestamps may be cut to whole seconds. */
const SECOND = 1;

const members = (value: Value | undefined): Members => (isMembers(value ?? null) ? (value as Members) : {});
const retryOf = ({ details }: DurableHistoryEvent): Members => members(details.RetryDetails);
const numberOf = (value: Value | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

const endsAttempt = ({ type }: DurableHistoryEvent): boolean => type === 'StepSucceeded' || type === 'StepFailed';

/** The events before this one that are about the same operation, the latest first. */
const before = ({ events }: DurableHistory, { index, id }: DurableHistoryEvent): DurableHistoryEvent[] =>
  events
    .slice(0, index)
    .filter((other) => other.id === id)
    .reverse();

/** An expectation of at least, between two times in seconds. Times that are no numbers break the schema, not a law. */
const notBefore = (
  event: DurableHistoryEvent,
  at: number | undefined,
  least: number | undefined,
): LawBreach | undefined =>
  at === undefined || least === undefined || at >= least - SECOND
    ? undefined
    : { expected: `${named(event)} at ${least} or later`, actual: String(at) };

function executionId(history: DurableHistory): LawResult {
  const first = history.events.find(({ type }) => type === 'ExecutionStarted');
  return forEachEvent(history, isTerminal, (event) =>
    event.id === first?.id
      ? undefined
      : {
          expected: `${named(event)} with the Id of ExecutionStarted, ${first?.id ?? 'none'}`,
          actual: event.id ?? 'none',
        },
  );
}

function attemptsCountUp(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    (event) => endsAttempt(event) && retryOf(event).CurrentAttempt !== undefined,
    (event) => {
      const attempt = before(history, event).filter(endsAttempt).length + 1;
      const { CurrentAttempt: told } = retryOf(event);
      return told === attempt
        ? undefined
        : { expected: `CurrentAttempt ${attempt} in ${named(event)}`, actual: shownValue(told) };
    },
  );
}

function retriesWait(history: DurableHistory): LawResult {
  const delayOf = (event: DurableHistoryEvent): number | undefined => numberOf(retryOf(event).NextAttemptDelaySeconds);
  const attemptBefore = (event: DurableHistoryEvent) => before(history, event).find(endsAttempt);
  return forEachEvent(
    history,
    (event) => event.type === 'StepStarted' && attemptBefore(event) !== undefined,
    (event) => {
      const last = attemptBefore(event)!;
      const [ended, delay] = [numberOf(last.timestamp), delayOf(last)];
      return notBefore(
        event,
        numberOf(event.timestamp),
        ended === undefined || delay === undefined ? undefined : ended + delay,
      );
    },
  );
}

function waitsLast(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    ({ type }) => type === 'WaitSucceeded',
    (event) => {
      const start = before(history, event).find(({ type }) => type === 'WaitStarted');
      return notBefore(event, numberOf(event.timestamp), numberOf(start?.details.ScheduledEndTimestamp));
    },
  );
}

function invocationsOneByOne(history: DurableHistory): LawResult {
  const invocations = history.events.filter(({ type }) => type === 'InvocationCompleted');
  const breaches = invocations.flatMap((event, place) => {
    const { StartTimestamp, EndTimestamp } = event.details;
    const [start, end] = [numberOf(StartTimestamp), numberOf(EndTimestamp)];
    const endBefore = numberOf(invocations[place - 1]?.details.EndTimestamp);
    return notBefore(event, end, start) ?? notBefore(event, start, endBefore) ?? [];
  });
  return { places: invocations.length, breaches };
}

function callbacksHaveOwnIds(history: DurableHistory): LawResult {
  const owners = new Map<string, DurableHistoryEvent>();
  return forEachEvent(
    history,
    ({ type }) => type === 'CallbackStarted',
    (event) => {
      const id = JSON.stringify(event.details.CallbackId ?? null);
      const owner = owners.get(id);
      owners.set(id, event);
      return owner === undefined
        ? undefined
        : { expected: `a CallbackId of its own in ${named(event)}`, actual: `that of ${named(owner)}` };
    },
  );
}
