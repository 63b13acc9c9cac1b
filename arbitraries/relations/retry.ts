import type { JsonObject } from '../json.js';
import { activityArn, type Machine } from '../machine.js';
import type { Outcome, TaskScript } from '../recipe.js';
import { all, compareDue, compareHistories, compareResult } from './compare.js';
import { changed, frameOf, statesOf } from './places.js';
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

const scheduled = /^(Activity|LambdaFunction|Task)Scheduled$/;
const failing = /Failed$|TimedOut$|Aborted$/;

/** Whether every attempt was the first and the last. An evaluation that fails may leave no event, only a second attempt. */
function isSmooth({ history, status }: RunResult): boolean {
  const count = (pattern: RegExp): number => history.filter(({ type }) => pattern.test(type)).length;
  return (
    status === 'SUCCEEDED' &&
    count(failing) === 0 &&
    count(/StateEntered$/) === count(/StateExited$/) &&
    count(scheduled) === count(/^TaskStateEntered$/)
  );
}

function succeeding(script: TaskScript): TaskScript {
  const ok: Outcome[] = script.flatMap((outcome): Outcome[] => {
    const answer = 'then' in outcome ? outcome.then : outcome;
    return answer.outcome === 'ok' ? [answer] : [];
  });
  return ok.length > 0 ? ok : [{ outcome: 'ok', output: {} }];
}

/** Where nothing fails, Retry is as good as not there. */
export const unusedRetry: Relation = {
  id: 'laws:unused-retry',
  *trial(machine, _draws, conditions): Trial {
    if (!statesOf(machine.definition).some(({ state }) => state.Retry !== undefined)) return silent;
    const tasks = Object.fromEntries(Object.entries(machine.tasks).map(([arn, script]) => [arn, succeeding(script)]));
    const base = { ...machine, tasks };
    const variant = changed(base, (definition) => {
      for (const { state } of statesOf(definition)) delete state.Retry;
    });
    const [one, other] = yield [base, variant];
    if (!isSmooth(one!)) return silent;
    return compareHistories(one!, other!, conditions);
  },
};

interface Retrying {
  readonly attempts: number;
  readonly interval: number;
  readonly backoff: number;
  readonly maxDelay: number | undefined;
}

/** When attempt number `n` (from 0) begins, milliseconds after the first. */
function dueMs(retrying: Retrying, n: number): number {
  let seconds = 0;
  for (let retry = 0; retry < n; retry++) {
    const delay = retrying.interval * retrying.backoff ** retry;
    seconds += Math.min(delay, retrying.maxDelay ?? delay);
  }
  return seconds * 1000;
}

function retryMachine(machine: Machine, errors: number, retrying: Retrying): Machine {
  const arn = activityArn('retried');
  const { attempts, interval, backoff, maxDelay } = retrying;
  const retrier: JsonObject = {
    ErrorEquals: ['Broken'],
    MaxAttempts: attempts,
    IntervalSeconds: interval,
    BackoffRate: backoff,
    ...(maxDelay !== undefined && { MaxDelaySeconds: maxDelay }),
  };
  const failure: Outcome = { outcome: 'error', error: 'Broken', cause: 'as told' };
  return {
    ...machine,
    definition: {
      ...frameOf(machine.definition),
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: arn, Retry: [retrier], End: true } },
    },
    tasks: { [arn]: [...Array.from({ length: errors }, () => failure), { outcome: 'ok', output: 'done' }] },
  };
}

/** The time between attempts, as Retry says. */
function gaps({ history }: RunResult, retrying: Retrying, conditions: Conditions): RelationVerdict {
  const times = history.filter(({ type }) => scheduled.test(type)).map(({ timestamp }) => timestamp * 1000);
  return all(
    ...times.map((time, attempt) => () => compareDue(time - times[0]!, dueMs(retrying, attempt), 'gap', conditions)),
  );
}

/** A task that fails k times and then succeeds, succeeds exactly if k is at most MaxAttempts; each attempt comes when it should. */
export const retryCount: Relation = {
  id: 'laws:retry-count',
  *trial(machine, draws, conditions): Trial {
    const errors = draws.below(4);
    const retrying: Retrying = {
      attempts: draws.below(4),
      interval: draws.between(1, 2),
      backoff: draws.of([1, 1.5, 2]),
      maxDelay: machine.edition === 'current' && draws.chance(50) ? draws.between(1, 3) : undefined,
    };
    const [result] = yield [retryMachine(machine, errors, retrying)];
    const attempts = Math.min(errors, retrying.attempts) + 1;
    const succeeds = errors <= retrying.attempts;
    return all(
      () =>
        compareResult(
          result!,
          succeeds ? { status: 'SUCCEEDED', output: 'done' } : { status: 'FAILED', error: 'Broken' },
          conditions,
        ),
      () => {
        const made = result!.history.filter(({ type }) => scheduled.test(type)).length;
        return made === attempts ? holds : broken('attempts', `${attempts} attempts`, `${made}`);
      },
      () => gaps(result!, retrying, conditions),
    );
  },
};
