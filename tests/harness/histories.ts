import type { Value } from '../../harness/judge/body.js';

export type RawEvent = { id: number; previousEventId: number; timestamp: number; type: string } & Record<string, Value>;

/** An event without its id and place: `type`, details, and what it points at when that is not the event before. */
interface Draft {
  readonly type: string;
  readonly details?: Record<string, Value>;
  readonly previous?: number;
}

const T = 1_700_000_000;

/** The member that an event's details are in. */
function memberOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
}

/** A history: ids from 1, each event but the second after the one before unless it says otherwise. */
export function history(...drafts: readonly Draft[]): RawEvent[] {
  return drafts.map(({ type, details, previous }, index) => ({
    id: index + 1,
    previousEventId: previous ?? (index <= 1 ? 0 : index),
    timestamp: T + index,
    type,
    ...(details === undefined ? {} : { [memberOf(type)]: details }),
  }));
}

const inputDetails = { truncated: false };
const outputDetails = { truncated: false };

export const started = (input = '{}'): Draft => ({
  type: 'ExecutionStarted',
  details: { input, inputDetails, roleArn: 'r' },
});
export const entered = (type: string, name: string, input = '{}', previous?: number): Draft => ({
  type: `${type}StateEntered`,
  details: { name, input, inputDetails },
  ...(previous === undefined ? {} : { previous }),
});
export const exited = (type: string, name: string, output = '{}', previous?: number): Draft => ({
  type: `${type}StateExited`,
  details: { name, output, outputDetails },
  ...(previous === undefined ? {} : { previous }),
});
export const succeeded = (output = '{}', previous?: number): Draft => ({
  type: 'ExecutionSucceeded',
  details: { output, outputDetails },
  ...(previous === undefined ? {} : { previous }),
});
export const event = (type: string, details?: Record<string, Value>, previous?: number): Draft => ({
  type,
  ...(details === undefined ? {} : { details }),
  ...(previous === undefined ? {} : { previous }),
});

const failure = { error: 'E', cause: 'C' };
const task = { resourceType: 'lambda', resource: 'invoke' };
const scheduled = { ...task, region: 'us-east-1', parameters: '{}' };

/** Histories that keep every law, one of each kind. */
export const sound = {
  pass: history(
    started(),
    entered('Pass', 'A'),
    exited('Pass', 'A', '1'),
    entered('Pass', 'B', '1'),
    exited('Pass', 'B', '2'),
    succeeded('2'),
  ),
  wait: history(started(), entered('Wait', 'A'), exited('Wait', 'A'), succeeded()),
  choice: history(
    started(),
    entered('Choice', 'A'),
    exited('Choice', 'A'),
    entered('Succeed', 'B'),
    exited('Succeed', 'B'),
    succeeded(),
  ),
  fail: history(started(), entered('Fail', 'A'), event('ExecutionFailed', failure)),
  aborted: history(started(), entered('Wait', 'A'), event('ExecutionAborted', {}, 0)),
  timedOut: history(started(), entered('Wait', 'A'), event('ExecutionTimedOut', {}, 0)),
  activity: history(
    started(),
    entered('Task', 'A'),
    event('ActivityScheduled', { resource: 'a', input: '{}', inputDetails }),
    event('ActivityStarted', { workerName: 'w' }),
    event('ActivityFailed', failure),
    event('ActivityScheduled', { resource: 'a', input: '{}', inputDetails }),
    event('ActivityStarted', { workerName: 'w' }),
    event('ActivitySucceeded', { output: '7', outputDetails }),
    exited('Task', 'A', '7'),
    succeeded('7'),
  ),
  lambda: history(
    started(),
    entered('Task', 'A'),
    event('LambdaFunctionScheduled', { resource: 'f', input: '{}', inputDetails }),
    event('LambdaFunctionStarted'),
    event('LambdaFunctionFailed', failure),
    event('ExecutionFailed', failure),
  ),
  integration: history(
    started(),
    entered('Task', 'A'),
    event('TaskScheduled', scheduled),
    event('TaskStarted', task),
    event('TaskSubmitted', { ...task, output: '{}' }),
    event('TaskSucceeded', { ...task, output: '1' }),
    exited('Task', 'A', '1'),
    succeeded('1'),
  ),
  parallel: history(
    started(),
    entered('Parallel', 'P'),
    event('ParallelStateStarted'),
    entered('Pass', 'A', '{}', 3),
    entered('Pass', 'B', '{}', 3),
    exited('Pass', 'A', '{}', 4),
    exited('Pass', 'B', '{}', 5),
    event('ParallelStateSucceeded', undefined, 7),
    exited('Parallel', 'P', '[{},{}]', 7),
    succeeded('[{},{}]'),
  ),
  map: history(
    started('[1,2]'),
    entered('Map', 'M', '[1,2]'),
    event('MapStateStarted', { length: 2 }),
    event('MapIterationStarted', { name: 'M', index: 0 }),
    entered('Pass', 'A', '1'),
    exited('Pass', 'A', '1'),
    event('MapIterationSucceeded', { name: 'M', index: 0 }),
    event('MapIterationStarted', { name: 'M', index: 1 }, 3),
    entered('Pass', 'A', '2'),
    exited('Pass', 'A', '2'),
    event('MapIterationSucceeded', { name: 'M', index: 1 }),
    event('MapStateSucceeded', undefined, 10),
    exited('Map', 'M', '[1,2]', 10),
    succeeded('[1,2]'),
  ),
  redriven: history(
    started(),
    entered('Task', 'A'),
    event('ActivityScheduled', { resource: 'a' }),
    event('ActivityTimedOut', { error: 'States.Timeout' }),
    event('ExecutionFailed', { error: 'States.Timeout' }),
    event('ExecutionRedriven', { redriveCount: 1 }),
    event('ActivityScheduled', { resource: 'a' }, 4),
    event('ActivityStarted', {}),
    event('ActivitySucceeded', { output: '1' }),
    exited('Task', 'A', '1'),
    succeeded('1'),
  ),
} satisfies Record<string, RawEvent[]>;

/** A copy of a history with one event changed. `undefined` takes a member away. */
export function changed(events: readonly RawEvent[], id: number, change: Record<string, Value | undefined>): Value[] {
  return events.map((raw): Value => {
    if (raw.id !== id) return raw;
    const members = Object.entries({ ...raw, ...change }).filter(
      (entry): entry is [string, Value] => entry[1] !== undefined,
    );
    return Object.fromEntries(members);
  });
}

/** A copy with a member of one event's details changed. */
export function changedDetails(events: readonly RawEvent[], id: number, change: Record<string, Value>): Value[] {
  const member = memberOf(events[id - 1]!.type);
  return changed(events, id, { [member]: { ...(events[id - 1]![member] as object), ...change } as Value });
}

/** A copy without one event, the ids after it closed up. */
export function without(events: readonly RawEvent[], id: number): Value[] {
  return events
    .filter((raw) => raw.id !== id)
    .map((raw) => {
      const shift = (value: number) => (value >= id ? value - 1 : value);
      return raw.id < id ? raw : { ...raw, id: raw.id - 1, previousEventId: shift(raw.previousEventId) };
    });
}
