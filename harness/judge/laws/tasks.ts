import { type Event, forEach, type History, type Law, type LawResult, named, pointsAt } from '../history.js';

/** A law that events of one kind point at events of another. */
function points(from: RegExp, to: RegExp, what: string, same?: (event: Event, previous: Event) => boolean) {
  return (history: History): LawResult =>
    forEach(
      history,
      (event) => from.test(event.type),
      (event) => {
        const previous = history.previousOf(event);
        const right = previous !== undefined && to.test(previous.type) && (same === undefined || same(event, previous));
        return right ? undefined : { expected: `${event.type} points at ${what}`, actual: pointsAt(history, event) };
      },
    );
}

const sameResource = (event: Event, previous: Event): boolean => event.details.resource === previous.details.resource;

const FAILED_TASK = /^Task(Failed|TimedOut|StartFailed|SubmitFailed)$/;
const ATTEMPT_END =
  /^(Task(Succeeded|Failed|TimedOut|StartFailed|SubmitFailed)|LambdaFunction(Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed)|Activity(Succeeded|Failed|TimedOut|ScheduleFailed)|EvaluationFailed)$/;

const scheduledDetails = (history: History): LawResult =>
  forEach(
    history,
    (event) => event.type === 'TaskScheduled',
    (event) => {
      const missing = ['resource', 'resourceType', 'region', 'parameters'].filter((member) => {
        return typeof event.details[member] !== 'string' && (member !== 'parameters' || history.options.data);
      });
      return missing.length === 0
        ? undefined
        : {
            expected: 'resource, resourceType, region and parameters',
            actual: `${named(event)} lacks ${missing.join(', ')}`,
          };
    },
  );

export const taskLaws: readonly Law[] = [
  {
    id: 'history:task-started-follows-scheduled',
    editions: ['current'],
    check: points(/^TaskStarted$/, /^TaskScheduled$/, 'the TaskScheduled of the same resource', sameResource),
  },
  {
    id: 'history:task-scheduled-follows-entry-or-failure',
    editions: ['current'],
    check: points(
      /^TaskScheduled$/,
      new RegExp(`^TaskStateEntered$|${FAILED_TASK.source}`),
      "the state's entry or a failed attempt",
    ),
  },
  { id: 'history:task-scheduled-details', editions: ['current'], check: scheduledDetails },
  {
    id: 'history:task-end-follows-its-start',
    editions: ['current'],
    check: points(
      /^Task(Succeeded|Failed)$/,
      /^Task(Started|Submitted|Scheduled)$/,
      'TaskStarted, TaskSubmitted or TaskScheduled',
    ),
  },
  {
    id: 'history:task-submitted-follows-started',
    editions: ['current'],
    check: points(/^TaskSubmitted$/, /^TaskStarted$/, 'TaskStarted'),
  },
  { id: 'history:lambda-chain', check: lambdaChain },
  {
    id: 'history:activity-chain',
    check: points(/^ActivityStarted$/, /^ActivityScheduled$/, 'ActivityScheduled'),
  },
  {
    id: 'history:task-exit-follows-an-attempt',
    check: points(/^TaskStateExited$/, ATTEMPT_END, 'the end of an attempt'),
  },
];

function lambdaChain(history: History): LawResult {
  const started = points(/^LambdaFunctionStarted$/, /^LambdaFunctionScheduled$/, 'LambdaFunctionScheduled')(history);
  const ended = points(
    /^LambdaFunction(Succeeded|Failed)$/,
    /^LambdaFunctionStarted$/,
    'LambdaFunctionStarted',
  )(history);
  return { places: started.places + ended.places, breaches: [...started.breaches, ...ended.breaches] };
}
