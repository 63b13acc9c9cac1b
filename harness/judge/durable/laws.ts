import { shownValue } from '../body.js';
import type { LawBreach, LawResult } from '../history.js';
import {
  type DurableHistory,
  type DurableHistoryEvent,
  type DurableLaw,
  forEachEvent,
  isTerminal,
  named,
  TERMINAL,
} from './history.js';
import { timingLaws } from './timing-laws.js';

/** What holds of any durable history. The claims are in specs/durable/statements/history.yaml. */
export const durableLaws: readonly DurableLaw[] = [
  { id: 'durable:history/ids-count-up', check: idsCountUp },
  { id: 'durable:history/starts-with-execution-started', check: startsWithExecutionStarted },
  { id: 'durable:history/one-terminal-event', check: oneTerminalEvent },
  { id: 'durable:history/status-agrees', check: statusAgrees },
  { id: 'durable:history/nothing-after-the-end', check: nothingAfterTheEnd },
  { id: 'durable:history/started-before-closed', check: startedBeforeClosed },
  { id: 'durable:history/closed-once', check: closedOnce },
  { id: 'durable:history/parents-exist', check: parentsExist },
  { id: 'durable:history/identity-repeats', check: identityRepeats },
  { id: 'durable:history/time-does-not-run-back', check: timeDoesNotRunBack },
  { id: 'durable:history/own-details', check: ownDetails },
  { id: 'durable:history/invocations-have-no-id', check: invocationsHaveNoId },
  { id: 'durable:history/operations-have-an-id', check: operationsHaveAnId },
  ...timingLaws,
];

/** `Step` and `Started` of `StepStarted`. */
const EVENT =
  /^(Execution|Context|Step|Wait|Callback|ChainedInvoke)(Started|Succeeded|Failed|TimedOut|Stopped|Cancelled)$/;

interface Part {
  readonly of: string;
  readonly moment: string;
}

function partsOf({ type }: DurableHistoryEvent): Part | undefined {
  const match = EVENT.exec(type);
  return match === null ? undefined : { of: match[1]!, moment: match[2]! };
}

const isOperation = (event: DurableHistoryEvent): boolean => {
  const part = partsOf(event);
  return part !== undefined && part.of !== 'Execution';
};

const single = (right: boolean, breach: LawBreach): LawResult => ({ places: 1, breaches: right ? [] : [breach] });
const nowhere: LawResult = { places: 0, breaches: [] };

function idsCountUp({ events }: DurableHistory): LawResult {
  const wrong = events.find(({ eventId, index }) => eventId !== index + 1);
  return single(wrong === undefined, {
    expected: `EventId ${(wrong?.index ?? 0) + 1} at place ${(wrong?.index ?? 0) + 1}`,
    actual: `EventId ${shownValue(wrong?.eventId)}`,
  });
}

function startsWithExecutionStarted({ events }: DurableHistory): LawResult {
  const starts = events.filter(({ type }) => type === 'ExecutionStarted');
  return single(events[0]?.type === 'ExecutionStarted' && starts.length === 1, {
    expected: 'ExecutionStarted first, and once',
    actual: `${starts.length} of them; the first event is ${events[0]?.type ?? 'missing'}`,
  });
}

function oneTerminalEvent(history: DurableHistory): LawResult {
  if (!history.hasEnded) return nowhere;
  const ends = history.events.filter(isTerminal);
  return single(ends.length === 1, {
    expected: 'one terminal event',
    actual: ends.length === 0 ? 'none' : ends.map(named).join(', '),
  });
}

function statusAgrees(history: DurableHistory): LawResult {
  const { status } = history;
  if (status === undefined) return nowhere;
  const ends = history.events.filter(isTerminal).map(({ type }) => type);
  // A read may be older than the history: an execution that was RUNNING may have ended since.
  if (status === 'RUNNING') return nowhere;
  return single(ends.includes(TERMINAL[status] ?? ''), {
    expected: `${TERMINAL[status] ?? 'a known status'}, for the status ${status}`,
    actual: ends.length === 0 ? 'no terminal event' : ends.join(', '),
  });
}

/** An invocation that was under way may be recorded as completed after the end (durable executions can end during one). */
function nothingAfterTheEnd(history: DurableHistory): LawResult {
  const end = history.events.find(isTerminal);
  if (end === undefined) return nowhere;
  const after = history.events.filter(({ index }) => index > end.index);
  const wrong = after.find(({ type }, place) => type !== 'InvocationCompleted' || place > 0);
  return single(wrong === undefined, {
    expected: `nothing after ${named(end)} but the InvocationCompleted of an invocation under way`,
    actual: wrong === undefined ? '' : named(wrong),
  });
}

/** Steps may be closed without having been started: an SDK may send their outcome only. */
function startedBeforeClosed(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    (event) => isOperation(event) && partsOf(event)?.of !== 'Step' && partsOf(event)?.moment !== 'Started',
    (event) => {
      const { of } = partsOf(event)!;
      const started = history.events.some(
        (other) => other.index < event.index && other.id === event.id && other.type === `${of}Started`,
      );
      return started ? undefined : { expected: `${of}Started before ${named(event)}`, actual: 'no such event' };
    },
  );
}

/** A closing event of a step that will be tried again has a delay: it closes an attempt only. */
const closes = (event: DurableHistoryEvent): boolean => {
  const part = partsOf(event);
  if (part === undefined || part.of === 'Execution' || part.moment === 'Started') return false;
  const { RetryDetails: retry } = event.details;
  const isRetried =
    typeof retry === 'object' && retry !== null && !Array.isArray(retry) && retry.NextAttemptDelaySeconds !== undefined;
  return !(part.of === 'Step' && isRetried);
};

function closedOnce(history: DurableHistory): LawResult {
  return forEachEvent(history, closes, (event) => {
    const later = history.events.find(
      (other) => other.index > event.index && other.id === event.id && isOperation(other),
    );
    return later === undefined
      ? undefined
      : { expected: `nothing more of ${event.id} after ${named(event)}`, actual: named(later) };
  });
}

function parentsExist(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    ({ parentId }) => parentId !== undefined,
    (event) => {
      const parent = history.events.find(
        ({ index, id, type }) => index < event.index && id === event.parentId && type === 'ContextStarted',
      );
      return parent === undefined
        ? { expected: `ContextStarted of ${event.parentId} before ${named(event)}`, actual: 'no such event' }
        : undefined;
    },
  );
}

function identityRepeats(history: DurableHistory): LawResult {
  const first = new Map<string, DurableHistoryEvent>();
  return forEachEvent(history, isOperation, (event) => {
    const known = first.get(event.id ?? '');
    if (known === undefined) {
      first.set(event.id ?? '', event);
      return undefined;
    }
    const identity = ({ name, parentId, subType }: DurableHistoryEvent) =>
      JSON.stringify({ of: partsOf(event)?.of, name, parentId, subType });
    return identity(known) === identity(event)
      ? undefined
      : { expected: `${named(event)} with ${identity(known)}`, actual: identity(event) };
  });
}

function timeDoesNotRunBack(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    ({ index }) => index > 0,
    (event) => {
      const before = history.events[event.index - 1]?.timestamp;
      const { timestamp } = event;
      return typeof before === 'number' && typeof timestamp === 'number' && timestamp < before
        ? { expected: `${named(event)} at ${before} or later`, actual: shownValue(timestamp) }
        : undefined;
    },
  );
}

function ownDetails(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    ({ type }) => type !== '',
    (event) => {
      const own = `${event.type}Details`;
      const others = event.detailNames.filter((name) => name !== own);
      return others.length === 0
        ? undefined
        : { expected: `no details but ${own} in ${named(event)}`, actual: event.detailNames.join(', ') };
    },
  );
}

function invocationsHaveNoId(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    ({ type }) => type === 'InvocationCompleted',
    (event) => (event.id === undefined ? undefined : { expected: `no Id in ${named(event)}`, actual: event.id }),
  );
}

function operationsHaveAnId(history: DurableHistory): LawResult {
  return forEachEvent(
    history,
    (event) => partsOf(event) !== undefined,
    (event) => (event.id === undefined ? { expected: `an Id in ${named(event)}`, actual: 'none' } : undefined),
  );
}
