import type { HistoryEvent } from '../../../engine/execution/index.js';

/** The invariants of histories, numbered as in the project's list of laws. Written apart from the harness's on purpose. */
export function breaches(history: readonly HistoryEvent[]): string[] {
  const broken: string[] = [];
  const check = (law: number, holds: boolean, event: HistoryEvent | undefined, what: string): void => {
    if (!holds) broken.push(`law ${law}: ${event === undefined ? '' : `event ${event.id} (${event.type}) `}${what}`);
  };
  const at = (id: number): HistoryEvent | undefined => history[id - 1];
  const first = history[0];
  const last = history.at(-1);
  if (first === undefined || last === undefined) return ['no events'];
  const ended = terminal.has(last.type);
  const succeeded = last.type === 'ExecutionSucceeded';
  const nested = history.some(({ type }) => /^(Map|Parallel)/.test(type));
  const redriven = history.some(({ type }) => type === 'ExecutionRedriven');
  const cut = redriven || history.some(({ type }) => type === 'EvaluationFailed');

  check(2, first.type === 'ExecutionStarted' && first.previousEventId === 0, first, 'is not the start');
  if (ended && !redriven) {
    check(3, history.filter(({ type }) => terminal.has(type)).length === 1, last, 'is not the only end');
  }
  const open: HistoryEvent[] = [];
  const iterations = new Set<string>();
  let runtimeStop = false;
  history.forEach((event, index) => {
    const { id, type, previousEventId } = event;
    const previous = at(previousEventId);
    const own = payload(event);
    check(1, id === index + 1, event, `has index ${index}`);
    check(4, previousEventId < id, event, `follows ${previousEventId}`);
    if (id === 2) check(5, previousEventId === 0, event, `follows ${previousEventId}`);
    if (id > 2 && type !== 'EvaluationFailed' && type !== 'ExecutionAborted') {
      check(6, previousEventId >= 2, event, `follows ${previousEventId}`);
    }
    check(7, Object.keys(event).filter((name) => name.endsWith('EventDetails')).length <= 1, event, 'has two details');
    if (type.endsWith('StateEntered')) {
      open.push(event);
      if (id === 2) check(12, own.input === payload(first).input, event, 'has not the input of the start');
      if (previous?.type.endsWith('StateExited')) {
        check(13, own.input === payload(previous).output, event, 'has not the output before it');
      }
    }
    // Events of concurrent branches interleave: the entry that an event closes is the last of its kind in its own chain.
    const entry = (kind: string, name?: unknown): HistoryEvent | undefined => {
      let entered = previous;
      while (
        entered !== undefined &&
        !(
          entered.type === `${kind}Entered` &&
          open.includes(entered) &&
          (name === undefined || payload(entered).name === name)
        )
      ) {
        entered = entered.type === 'ExecutionRedriven' ? undefined : at(entered.previousEventId);
      }
      // A redrive cuts the chain, and so does an evaluation that failed; then the name must do.
      return entered === undefined && cut && name !== undefined
        ? open.findLast((other) => other.type === `${kind}Entered` && payload(other).name === name)
        : entered;
    };
    if (type.endsWith('StateExited')) {
      const kind = type.slice(0, -'Exited'.length);
      const entered = entry(kind, own.name);
      check(8, entered !== undefined, event, 'closes nothing');
      if (entered !== undefined) open.splice(open.indexOf(entered), 1);
      if (/^(Choice|Succeed|Wait)/.test(type)) check(14, previous === entered, event, 'does not follow its entry');
      if (type === 'TaskStateExited') {
        check(22, previous !== undefined && attemptEnds.test(previous.type), event, `follows ${previous?.type}`);
      }
    }
    if (/StateAborted$/.test(type)) {
      const entered = entry(type.slice(0, -'Aborted'.length));
      check(8, entered !== undefined || redriven, event, 'stops nothing');
      if (entered !== undefined) open.splice(open.indexOf(entered), 1);
    }
    if (type === 'TaskStarted') {
      check(
        15,
        previous?.type === 'TaskScheduled' && payload(previous).resource === own.resource,
        event,
        'does not follow its scheduling',
      );
    }
    if (type === 'TaskScheduled') {
      check(
        16,
        previous !== undefined &&
          /^(TaskStateEntered|TaskFailed|TaskTimedOut|TaskStartFailed|TaskSubmitFailed|EvaluationFailed|ExecutionRedriven)$/.test(
            previous.type,
          ),
        event,
        `follows ${previous?.type}`,
      );
      for (const member of ['resource', 'resourceType', 'region', 'parameters']) {
        check(17, typeof own[member] === 'string', event, `lacks ${member}`);
      }
    }
    if (type === 'TaskSucceeded' || type === 'TaskFailed') {
      check(
        18,
        previous !== undefined && /^Task(Started|Submitted|Scheduled)$/.test(previous.type),
        event,
        `follows ${previous?.type}`,
      );
    }
    if (type === 'TaskSubmitted') check(19, previous?.type === 'TaskStarted', event, `follows ${previous?.type}`);
    if (type === 'LambdaFunctionStarted')
      check(20, previous?.type === 'LambdaFunctionScheduled', event, `follows ${previous?.type}`);
    if (type === 'LambdaFunctionSucceeded')
      check(20, previous?.type === 'LambdaFunctionStarted', event, `follows ${previous?.type}`);
    if (type === 'ActivityStarted')
      check(21, previous?.type === 'ActivityScheduled', event, `follows ${previous?.type}`);
    const pair = `${own.name}/${own.index}`;
    if (type === 'MapIterationStarted') iterations.add(pair);
    if (/^MapIteration(Succeeded|Failed|Aborted)$/.test(type))
      check(23, iterations.has(pair), event, 'ends no iteration');
    if (type === 'ExecutionFailed') {
      runtimeStop ||= own.error === 'States.Runtime';
      const failing = previous === undefined ? undefined : failureBehind(previous, history);
      if (failing !== undefined) {
        const cause = payload(failing);
        check(25, cause.error === own.error && cause.cause === own.cause, event, `says other than event ${failing.id}`);
      }
    }
    if (!nested && !redriven && id > 2 && !/^Execution(Aborted|TimedOut)$/.test(type) && type !== 'EvaluationFailed') {
      check(26, previousEventId === id - 1, event, `follows ${previousEventId}`);
    }
    for (const member of ['inputDetails', 'outputDetails']) {
      if (own[member] !== undefined) {
        check(28, (own[member] as { truncated?: unknown }).truncated === false, event, `has ${member}`);
      }
    }
  });
  if (succeeded && !redriven) {
    // The first edition has no event for a branch that is stopped beside one that failed.
    const traceless =
      history.some(({ type }) => type === 'ParallelStateEntered') &&
      !history.some(({ type }) => type === 'ParallelStateStarted');
    const left = open.filter(({ type, id }) => type !== 'FailStateEntered' && !followedByFailure(id, history));
    if (!traceless) check(9, left.length === 0, left[0], 'was not left');
    const before = at(last.previousEventId);
    check(10, before?.type.endsWith('StateExited') === true, last, `follows ${before?.type}`);
    check(11, before !== undefined && payload(before).output === payload(last).output, last, 'has another output');
    const inline = !history.some(({ type }) => /^MapRun|Failed$|Aborted$/.test(type));
    if (inline) {
      const announced = history
        .filter(({ type }) => type === 'MapStateStarted')
        .reduce((sum, event) => sum + Number(payload(event).length), 0);
      check(
        24,
        announced === history.filter(({ type }) => type === 'MapIterationStarted').length,
        undefined,
        `${announced} iterations announced`,
      );
    }
  }
  if (ended && !runtimeStop) {
    for (const event of history) {
      if (event.type !== 'FailStateEntered') continue;
      const next = history.find(({ previousEventId }) => previousEventId === event.id);
      check(
        27,
        next === undefined
          ? redriven || /^Execution(Aborted|TimedOut)$/.test(last.type)
          : /Failed$|Aborted$|Started$|Redriven$/.test(next.type),
        event,
        `leads to ${next?.type}`,
      );
    }
  }
  return broken;
}

const terminal: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
]);
const attemptEnds =
  /^(Activity|LambdaFunction|Task)(Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$|^EvaluationFailed$/;

function payload(event: HistoryEvent): Readonly<Record<string, unknown>> {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return (member === undefined ? undefined : event[member as `${string}EventDetails`]) ?? {};
}

/** The failed attempt behind an event, through the states that failed because of it. */
function failureBehind(event: HistoryEvent, history: readonly HistoryEvent[]): HistoryEvent | undefined {
  let at: HistoryEvent | undefined = event;
  while (at !== undefined && /^(MapState|ParallelState)Failed$/.test(at.type)) at = history[at.previousEventId - 1];
  return at !== undefined && /^(Activity|LambdaFunction|Task|EvaluationFailed|MapRun).*(Failed|TimedOut)$/.test(at.type)
    ? at
    : undefined;
}

/** A state of a branch that failed, and was dealt with further out, is never left. */
function followedByFailure(id: number, history: readonly HistoryEvent[]): boolean {
  const chain = new Set([id]);
  for (const event of history.slice(id)) {
    if (!chain.has(event.previousEventId)) continue;
    if (/Failed$|Aborted$/.test(event.type) || /^(Parallel|Map)StateStarted$/.test(event.type)) return true;
    chain.add(event.id);
  }
  return false;
}
