import { shownValue } from '../body.js';
import {
  type Event,
  forEach,
  type History,
  isEntered,
  isExited,
  type Law,
  type LawBreach,
  type LawResult,
  named,
  notApplicable,
  pointsAt,
  stateName,
  stateType,
} from '../history.js';
import { isSameJson } from './same-json.js';

const keyOf = (event: Event): string => `${stateType(event)} ${stateName(event)}`;

function exitClosesAnEntry(history: History): LawResult {
  const open = new Map<string, number>();
  const breaches: LawBreach[] = [];
  let places = 0;
  for (const event of history.events) {
    const key = keyOf(event);
    if (isEntered(event)) open.set(key, (open.get(key) ?? 0) + 1);
    if (!isExited(event)) continue;
    places++;
    const entries = open.get(key) ?? 0;
    if (entries > 0) open.set(key, entries - 1);
    else {
      breaches.push({
        expected: `an open entry of ${stateType(event)} state "${stateName(event)}"`,
        actual: `${named(event)} without one`,
      });
    }
  }
  return { places, breaches };
}

/** The first edition has no events for the begin and the failure of branches: what became of them can't be told there. */
function hidesBranches(history: History): boolean {
  const entered = history.has((type) => type === 'ParallelStateEntered' || type === 'MapStateEntered');
  return entered && !history.has((type) => type === 'ParallelStateStarted' || type === 'MapStateStarted');
}

/** Branches and iterations that were given up may leave states open. */
const GIVEN_UP = /^(Map|Parallel)\w*(Failed|Aborted)$/;

function allExitedOnSuccess(history: History): LawResult {
  const branched = history.events.filter(
    (event) => event.type === 'ParallelStateEntered' || event.type === 'MapStateEntered',
  );
  const begun = history.events.filter(
    (event) => event.type === 'ParallelStateStarted' || event.type === 'MapStateStarted',
  );
  const mayLeaveOpen =
    begun.length > branched.length || hidesBranches(history) || history.has((type) => GIVEN_UP.test(type));
  if (history.last?.type !== 'ExecutionSucceeded' || mayLeaveOpen) return notApplicable;
  const open = new Map<string, number>();
  for (const event of history.events) {
    if (event.type === 'FailStateEntered') continue;
    if (isEntered(event)) open.set(keyOf(event), (open.get(keyOf(event)) ?? 0) + 1);
    if (isExited(event)) open.set(keyOf(event), (open.get(keyOf(event)) ?? 0) - 1);
  }
  const left = [...open].filter(([, count]) => count > 0).map(([key]) => key);
  return {
    places: 1,
    breaches: left.length === 0 ? [] : [{ expected: 'every state exited', actual: `not exited: ${left.join(', ')}` }],
  };
}

const succeeded = (event: Event): boolean => event.type === 'ExecutionSucceeded';

const successFollowsAnExit = (history: History): LawResult =>
  forEach(history, succeeded, (event) => {
    const previous = history.previousOf(event);
    return previous !== undefined && isExited(previous)
      ? undefined
      : { expected: 'ExecutionSucceeded points at an Exited event', actual: pointsAt(history, event) };
  });

function successOutputIsTheExits(history: History): LawResult {
  if (!history.options.data) return notApplicable;
  const exitOf = (event: Event): Event | undefined => {
    const previous = history.previousOf(event);
    return previous !== undefined && isExited(previous) ? previous : undefined;
  };
  return forEach(
    history,
    (event) => succeeded(event) && exitOf(event) !== undefined,
    (event) => sameData(event, 'output', exitOf(event)!, 'output'),
  );
}

function firstEntryHasTheInput(history: History): LawResult {
  const started = history.events[0];
  const entered = history.events.find(isEntered);
  if (!history.options.data || started?.type !== 'ExecutionStarted' || entered === undefined) return notApplicable;
  const breach = sameData(entered, 'input', started, 'input');
  return { places: 1, breaches: breach === undefined ? [] : [breach] };
}

function entryHasPredecessorsOutput(history: History): LawResult {
  if (!history.options.data) return notApplicable;
  const exitBefore = (event: Event): Event | undefined => {
    const previous = history.previousOf(event);
    return isEntered(event) && previous !== undefined && isExited(previous) ? previous : undefined;
  };
  return forEach(
    history,
    (event) => exitBefore(event) !== undefined,
    (event) => sameData(event, 'input', exitBefore(event)!, 'output'),
  );
}

/** That a member of one event is that of another, as JSON: no reference speaks of blanks. A cut text can't be compared. */
function sameData(
  event: Event,
  member: 'input' | 'output',
  other: Event,
  otherMember: 'input' | 'output',
): LawBreach | undefined {
  if (isTruncated(event, member) || isTruncated(other, otherMember)) return undefined;
  const [actual, expected] = [event.details[member], other.details[otherMember]];
  return isSameJson(actual, expected)
    ? undefined
    : {
        expected: `the ${member} of ${named(event)} is the ${otherMember} of ${named(other)}: ${shownValue(expected)}`,
        actual: shownValue(actual),
      };
}

function isTruncated(event: Event, member: 'input' | 'output'): boolean {
  const details = event.details[`${member}Details`];
  return typeof details === 'object' && details !== null && 'truncated' in details && details.truncated === true;
}

const PLAIN = /^(Choice|Succeed|Wait)StateExited$/;

const plainStatesExitFromEntry = (history: History): LawResult =>
  forEach(
    history,
    (event) => PLAIN.test(event.type),
    (event) => {
      const previous = history.previousOf(event);
      const own = previous !== undefined && isEntered(previous) && keyOf(previous) === keyOf(event);
      return own
        ? undefined
        : { expected: `${named(event)} points at the entry of its state`, actual: pointsAt(history, event) };
    },
  );

/** What may come after a failure in a branch that is retried: the next attempt, or the end of the execution before it. */
const RETRIED = /^(?:(?:Parallel|Map)StateStarted|Execution(?:TimedOut|Aborted))$/;

const failStateLeadsToFailure = (history: History): LawResult => {
  if (hidesBranches(history)) return notApplicable;
  // A sibling's failure may come first and end the execution before this one's is told.
  const branches = history.has((type) => /^(Map|Parallel)/.test(type));
  // A Fail state whose Error or Cause can't be evaluated: its event points at what the entry points at.
  const tells = ({ type, previous }: Event, { id }: Event): boolean =>
    type === 'EvaluationFailed' || (type.endsWith('Failed') && (branches || previous === id));
  return forEach(
    history,
    (event) => event.type === 'FailStateEntered',
    (event) => {
      const failure = history.events.find(
        (later) => later.index > event.index && (tells(later, event) || (branches && RETRIED.test(later.type))),
      );
      const actual = history.events[event.index + 1];
      return failure === undefined
        ? { expected: `a failure event that points at ${named(event)}`, actual: `then came ${named(actual)}` }
        : undefined;
    },
  );
};

export const stateLaws: readonly Law[] = [
  { id: 'history:exit-closes-an-entry', check: exitClosesAnEntry },
  { id: 'history:all-exited-on-success', check: allExitedOnSuccess },
  { id: 'history:success-follows-an-exit', check: successFollowsAnExit },
  { id: 'history:success-output-is-the-exits', check: successOutputIsTheExits },
  { id: 'history:first-entry-has-the-input', check: firstEntryHasTheInput },
  { id: 'history:entry-has-predecessors-output', check: entryHasPredecessorsOutput },
  { id: 'history:plain-states-exit-from-entry', check: plainStatesExitFromEntry },
  { id: 'history:fail-state-leads-to-failure', check: failStateLeadsToFailure },
];
