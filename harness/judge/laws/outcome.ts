import { shownValue } from '../body.js';
import {
  type Event,
  forEach,
  type History,
  isTerminal,
  type Law,
  type LawBreach,
  type LawResult,
  named,
  notApplicable,
} from '../history.js';
import { isSameJson } from './same-json.js';

/** Events of attempts that carry an error of their own. */
const FAILING = /^(Task|LambdaFunction|Activity|Evaluation)(Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

/**
 * The failure that an execution failed of, when it points at it: it may also point at a state that failed without an event, or
 * whose catcher took the failure and then could not write what it says.
 */
function failureOf(history: History, event: Event): Event | undefined {
  const previous = history.previousOf(event);
  if (previous === undefined || !FAILING.test(previous.type)) return undefined;
  const failedLater = event.details.error === 'States.Runtime' && previous.details.error !== 'States.Runtime';
  return failedLater ? undefined : previous;
}

const failureNamesTheFailingEvent = (history: History): LawResult =>
  forEach(
    history,
    (event) => event.type === 'ExecutionFailed' && failureOf(history, event) !== undefined,
    (event) => {
      const failure = failureOf(history, event)!;
      const wrong = (['error', 'cause'] as const).find((member) => event.details[member] !== failure.details[member]);
      return wrong === undefined
        ? undefined
        : {
            expected: `the ${wrong} of ${named(failure)}: ${shownValue(failure.details[wrong])}`,
            actual: `${named(event)} has ${shownValue(event.details[wrong])}`,
          };
    },
  );

const STATUS_OF: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** What the description says, and what the last event does. The first edition has no error and cause in a description. */
function agreesWithDescribe(history: History): LawResult {
  const { description } = history.options;
  const { last } = history;
  if (description === undefined || last === undefined || !isTerminal(last)) return notApplicable;
  const breaches: LawBreach[] = [];
  const compare = (member: string, expected: unknown) => {
    const actualValue = description[member] ?? undefined;
    if (member === 'output' ? isSameJson(actualValue, expected) : actualValue === expected) return;
    const actual = `DescribeExecution says ${shownValue(description[member])}`;
    breaches.push({ expected: `the ${member} of ${named(last)}: ${shownValue(expected)}`, actual });
  };
  compare('status', STATUS_OF[last.type]);
  if (history.options.data) compare('output', last.details.output);
  for (const member of ['error', 'cause']) if (member in description) compare(member, last.details[member]);
  return { places: 1, breaches };
}

export const outcomeLaws: readonly Law[] = [
  { id: 'history:failure-names-the-failing-event', check: failureNamesTheFailingEvent },
  { id: 'history:agrees-with-describe', check: agreesWithDescribe },
];
