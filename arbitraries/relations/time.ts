import type { Json, JsonObject } from '../json.js';
import { activityArn, type Machine } from '../machine.js';
import type { Outcome } from '../recipe.js';
import { all, compareDue, compareResult } from './compare.js';
import { frameOf, languageOf } from './places.js';
import {
  broken,
  type Conditions,
  holds,
  type Relation,
  type RelationVerdict,
  type RunResult,
  silent,
  type Trial,
} from './relation.js';

/** Laws of time: what takes how long, and what does not come before it is due. Of the given machine they take the language. */

const MS = 1000;
/** A worker sends a heartbeat each second. */
const BEAT_MS = 1000;
/** On a real clock a worker may be late: so much more patience has whoever waits for its heartbeat, seconds. */
const LATENESS = 2;

function only(machine: Machine, state: JsonObject, input: Json, outcomes?: readonly Outcome[]): Machine {
  const definition = { ...frameOf(machine.definition), StartAt: 'Only', States: { Only: { ...state, End: true } } };
  return { ...machine, definition, input, tasks: outcomes === undefined ? {} : { [activityArn('timed')]: outcomes } };
}

/** The time from the first event of a kind to the first of another, milliseconds; nothing where one is missing. */
function between({ history }: RunResult, from: RegExp, to: RegExp): number | undefined {
  const time = (kind: RegExp) => history.find(({ type }) => kind.test(type))?.timestamp;
  const [begin, end] = [time(from), time(to)];
  return begin === undefined || end === undefined ? undefined : Math.round((end - begin) * MS);
}

function due(
  result: RunResult,
  from: RegExp,
  to: RegExp,
  ms: number,
  aspect: string,
  conditions: Conditions,
): RelationVerdict {
  const took = between(result, from, to);
  if (took === undefined) return broken(aspect, `events ${from.source} and ${to.source}`, 'one of them is missing');
  return compareDue(took, ms, aspect, conditions);
}

/** Whole seconds, as any reader of RFC 3339 takes them. */
const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const WAYS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] as const;

function waitFields(way: (typeof WAYS)[number], seconds: number, until: string, isJsonata: boolean): JsonObject {
  const path = (name: string): string => `{% $states.input.${name} %}`;
  switch (way) {
    case 'Seconds':
      return { Seconds: seconds };
    case 'SecondsPath':
      return isJsonata ? { Seconds: path('seconds') } : { SecondsPath: '$.seconds' };
    case 'Timestamp':
      return { Timestamp: until };
    default:
      return isJsonata ? { Timestamp: path('until') } : { TimestampPath: '$.until' };
  }
}

/** A Wait state ends when it is told to, not before; and at once when that time has passed. */
export const waitTime: Relation = {
  id: 'laws:wait-time',
  *trial(machine, draws, conditions): Trial {
    // The target's own time, told by a run.
    const [now] = yield [only(machine, { Type: 'Pass' }, {})];
    if (now!.status !== 'SUCCEEDED') return silent;
    let last = now!.history.at(-1)?.timestamp;
    const isJsonata = languageOf(machine.definition) === 'JSONata';
    // All ways, one after the other: how a target rounds may show only at some parts of a second. Whichever comes first speaks.
    const first = draws.below(WAYS.length);
    for (const way of [...WAYS.slice(first), ...WAYS.slice(0, first)]) {
      if (last === undefined) return silent;
      const seconds = draws.below(3);
      const until = Math.ceil(last) * MS + (draws.chance(30) ? -3_600 : seconds) * MS;
      const input = { seconds, until: instant(until) };
      const state = { Type: 'Wait', ...waitFields(way, seconds, instant(until), isJsonata) };
      const [result] = yield [only(machine, state, input)];
      const entered = result!.history.find(({ type }) => type === 'WaitStateEntered')?.timestamp ?? 0;
      const ms = way.startsWith('Seconds') ? seconds * MS : Math.max(0, until - Math.round(entered * MS));
      const verdict = all(
        () => compareResult(result!, { status: 'SUCCEEDED', output: input }, conditions),
        () => due(result!, /^WaitStateEntered$/, /^WaitStateExited$/, ms, way, conditions),
      );
      if (verdict.kind !== 'holds') return verdict;
      last = result!.history.at(-1)?.timestamp;
    }
    return holds;
  },
};

const timedTask = (fields: JsonObject): JsonObject => ({ Type: 'Task', Resource: activityArn('timed'), ...fields });
const alive: Outcome = { outcome: 'ok', output: 'alive' };
const overdue = { status: 'FAILED', error: 'States.Timeout' } as const;

/** Heartbeats in time keep a task alive, however long it takes; without one it times out, HeartbeatSeconds after the last. */
export const heartbeats: Relation = {
  id: 'laws:heartbeats',
  *trial(machine, draws, conditions): Trial {
    const heartbeat = draws.between(2, 3) + (conditions.clock === 'real' ? LATENESS : 0);
    const beats = draws.chance(50) ? heartbeat + draws.between(1, 2) : draws.below(3);
    const lives = beats > heartbeat;
    const script: Outcome = lives ? { outcome: 'beats', beats, then: alive } : { outcome: 'gap', beats };
    const state = timedTask({ HeartbeatSeconds: heartbeat, TimeoutSeconds: 60 });
    const [result] = yield [only(machine, state, {}, [script])];
    if (lives) return compareResult(result!, { status: 'SUCCEEDED', output: 'alive' }, conditions);
    const ms = beats * BEAT_MS + heartbeat * MS;
    return all(
      () => compareResult(result!, overdue, conditions),
      () => due(result!, /Started$/, /TimedOut$/, ms, 'timeout', conditions),
    );
  },
};

/** A task that is answered in time is not disturbed; one that is not times out, TimeoutSeconds after it began. */
export const taskTimeout: Relation = {
  id: 'laws:task-timeout',
  *trial(machine, draws, conditions): Trial {
    const timeout = draws.between(1, 2) + (conditions.clock === 'real' ? LATENESS : 1);
    const lives = draws.chance(50);
    const script: Outcome = lives
      ? { outcome: 'late', seconds: draws.between(1, timeout - 1 - (conditions.clock === 'real' ? 1 : 0)), then: alive }
      : { outcome: 'timeout' };
    const [result] = yield [only(machine, timedTask({ TimeoutSeconds: timeout }), {}, [script])];
    if (lives) return compareResult(result!, { status: 'SUCCEEDED', output: 'alive' }, conditions);
    return all(
      () => compareResult(result!, overdue, conditions),
      () => due(result!, /^(Activity|LambdaFunction|Task)Started$/, /TimedOut$/, timeout * MS, 'timeout', conditions),
    );
  },
};

/** With full jitter an interval is at most what it is without, and nothing else changes. */
export const retryJitter: Relation = {
  id: 'laws:retry-jitter',
  modern: true,
  *trial(machine, draws, conditions): Trial {
    const errors = draws.between(1, 3);
    const interval = draws.between(1, 2);
    const backoff = draws.of([1, 2]);
    const maxDelay = draws.between(2, 3);
    const retrier = {
      ErrorEquals: ['Broken'],
      MaxAttempts: 3,
      IntervalSeconds: interval,
      BackoffRate: backoff,
      MaxDelaySeconds: maxDelay,
      JitterStrategy: 'FULL',
    };
    const failure: Outcome = { outcome: 'error', error: 'Broken', cause: 'as told' };
    const script: Outcome[] = [...Array.from({ length: errors }, () => failure), alive];
    const [result] = yield [only(machine, timedTask({ Retry: [retrier] }), {}, script)];
    const times = result!.history.flatMap(({ type, timestamp }) => (/Scheduled$/.test(type) ? [timestamp] : []));
    return all(
      () => compareResult(result!, { status: 'SUCCEEDED', output: 'alive' }, conditions),
      () =>
        times.length === errors + 1 ? holds : broken('attempts', `${errors + 1} attempts`, `${times.length} attempts`),
      ...times.slice(1).map((time, retry) => () => {
        const gap = Math.round((time - times[retry]!) * MS);
        const most = Math.min(interval * backoff ** retry, maxDelay) * MS;
        // On a real clock whoever is late may be late.
        const isLate = conditions.clock === 'virtual' && gap > most + 1;
        return gap < -1 || isLate ? broken('gap', `0 to ${most} ms`, `${gap} ms`) : holds;
      }),
    );
  },
};
