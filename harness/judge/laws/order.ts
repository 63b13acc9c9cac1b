import { shownValue } from '../body.js';
import {
  type Event,
  forEach,
  type History,
  isBranching,
  isRedriven,
  isTerminal,
  type Law,
  type LawResult,
  named,
  notApplicable,
  pointsAt,
} from '../history.js';

/** Events of whole executions that may point at nothing, wherever they stand. */
const POINTS_AT_NOTHING: ReadonlySet<string> = new Set(['EvaluationFailed', 'ExecutionAborted', 'ExecutionTimedOut']);

const mayPointAtNothing = (event: Event): boolean => POINTS_AT_NOTHING.has(event.type) && event.previous === 0;

function ids(history: History): LawResult {
  const wrong = history.events.find((event) => event.id !== event.index + 1);
  const breaches =
    wrong === undefined
      ? []
      : [{ expected: `id ${wrong.index + 1} at place ${wrong.index + 1}`, actual: `id ${shownValue(wrong.id)}` }];
  return { places: 1, breaches };
}

function firstIsStarted(history: History): LawResult {
  const first = history.events[0];
  const right = first?.type === 'ExecutionStarted' && (first.previous === 0 || !history.hasPointers);
  const actual =
    first === undefined ? 'no event' : `${first.type || 'no type'} with previousEventId ${shownValue(first.previous)}`;
  return {
    places: 1,
    breaches: right ? [] : [{ expected: 'ExecutionStarted first, with previousEventId 0', actual }],
  };
}

function oneTerminalEventLast(history: History): LawResult {
  if (history.has((type) => type === 'ExecutionRedriven')) return redrivenTerminals(history);
  const terminal = history.events.filter(isTerminal);
  const right = terminal.length === 1 && terminal[0] === history.last;
  const actual =
    terminal.length === 0
      ? `none: the last is ${named(history.last)}`
      : `${terminal.map(named).join(', ')} of ${history.events.length} events`;
  return { places: 1, breaches: right ? [] : [{ expected: 'one terminal event, the last', actual }] };
}

/** A redriven execution has ended once before each redrive, and once more at the end. */
function redrivenTerminals(history: History): LawResult {
  const wrong = history.events.find((event, index) => {
    const followed = history.events[index + 1];
    return isTerminal(event) && followed !== undefined && !isRedriven(followed);
  });
  const ended = history.last !== undefined && isTerminal(history.last);
  const breaches =
    wrong === undefined && ended
      ? []
      : [
          {
            expected: 'a terminal event before each ExecutionRedriven, and one at the end',
            actual: named(wrong ?? history.last),
          },
        ];
  return { places: 1, breaches };
}

const previousIsEarlier = (history: History): LawResult =>
  forEach(
    history,
    (event) => event.id !== undefined && event.previous !== undefined,
    (event) =>
      event.previous! < event.id!
        ? undefined
        : { expected: `a previousEventId below ${event.id}`, actual: `${named(event)} has ${event.previous}` },
  );

const secondPointsAtZero = (history: History): LawResult =>
  forEach(
    history,
    (event) => event.index === 1,
    (event) =>
      event.previous === 0
        ? undefined
        : { expected: 'previousEventId 0 of the second event', actual: shownValue(event.previous) },
  );

const previousIsAnEvent = (history: History): LawResult =>
  forEach(
    history,
    (event) => event.index >= 2 && !mayPointAtNothing(event),
    (event) => {
      const right = event.previous !== undefined && event.previous >= 2 && history.previousOf(event) !== undefined;
      return right
        ? undefined
        : { expected: 'an event from the second on as the previous', actual: pointsAt(history, event) };
    },
  );

const oneDetailsMember = (history: History): LawResult =>
  forEach(
    history,
    () => true,
    (event) =>
      event.detailNames.length <= 1
        ? undefined
        : { expected: 'at most one details member', actual: `${named(event)} has ${event.detailNames.join(', ')}` },
  );

function linearWithoutBranches(history: History): LawResult {
  if (history.has((type) => isBranching(type) || type === 'ExecutionRedriven')) return notApplicable;
  return forEach(
    history,
    // Recorded of Pass states: it follows on what the entry of its state follows on.
    (event) => event.index >= 2 && event.type !== 'EvaluationFailed' && !mayPointAtNothing(event),
    (event) => {
      const before = history.events[event.index - 1]!;
      return event.previous === before.id && before.id !== undefined
        ? undefined
        : { expected: `${named(event)} points at ${named(before)}`, actual: pointsAt(history, event) };
    },
  );
}

const notTruncated = (history: History): LawResult =>
  forEach(
    history,
    (event) => 'inputDetails' in event.details || 'outputDetails' in event.details,
    (event) => {
      const { inputDetails, outputDetails } = event.details;
      const truncated = [inputDetails, outputDetails].find(
        (details) =>
          typeof details === 'object' && details !== null && 'truncated' in details && details.truncated !== false,
      );
      return truncated === undefined
        ? undefined
        : { expected: 'truncated: false', actual: `${named(event)} has ${shownValue(truncated)}` };
    },
  );

const timestampsDoNotGoBack = (history: History): LawResult =>
  forEach(
    history,
    (event) => typeof event.timestamp === 'number' && typeof history.events[event.index - 1]?.timestamp === 'number',
    (event) => {
      const before = history.events[event.index - 1]!;
      return (event.timestamp as number) >= (before.timestamp as number)
        ? undefined
        : {
            expected: `no time before that of ${named(before)}, ${shownValue(before.timestamp)}`,
            actual: `${named(event)} at ${shownValue(event.timestamp)}`,
          };
    },
  );

export const orderLaws: readonly Law[] = [
  { id: 'history:ids', check: ids },
  { id: 'history:first-is-started', check: firstIsStarted },
  { id: 'history:one-terminal-event-last', check: oneTerminalEventLast },
  { id: 'history:previous-is-earlier', check: previousIsEarlier },
  { id: 'history:second-points-at-zero', check: secondPointsAtZero },
  { id: 'history:previous-is-an-event', check: previousIsAnEvent },
  { id: 'history:one-details-member', check: oneDetailsMember },
  { id: 'history:linear-without-branches', check: linearWithoutBranches },
  { id: 'history:not-truncated', editions: ['current'], check: notTruncated },
  { id: 'history:timestamps-do-not-go-back', check: timestampsDoNotGoBack },
];
