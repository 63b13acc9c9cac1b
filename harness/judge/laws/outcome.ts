import { shownValue } from '../body.js';
import { type Event, forEach, type History, type Law, type LawResult, named } from '../history.js';

/** Events of attempts that carry an error of their own. */
const FAILING = /^(Task|LambdaFunction|Activity|Evaluation)(Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

/** The failure that an execution failed of, when it points at it: it may also point at a state that failed without an event. */
function failureOf(history: History, event: Event): Event | undefined {
  const previous = history.previousOf(event);
  return previous !== undefined && FAILING.test(previous.type) ? previous : undefined;
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

export const outcomeLaws: readonly Law[] = [
  { id: 'history:failure-names-the-failing-event', check: failureNamesTheFailingEvent },
];
