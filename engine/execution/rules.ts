import type { Doc, Json, JsonObject } from '../asl/doc.js';

/** What a retrier says about the time between attempts. */
export interface RetryTiming {
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: 'NONE' | 'FULL';
}

/** What a failure is matched by. */
export interface Failed {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Names that ErrorEquals may use besides `error`. */
  readonly aliases: readonly string[];
}

/** The ids around a JSONata evaluation that failed. */
export interface EvaluationFault {
  readonly stateType: string;
  /** The state's own entered event. */
  readonly entered: number;
  /** What the entered event follows on. */
  readonly beforeEntered: number;
  /** The last event of the branch. */
  readonly last: number;
}

/** What a distributed Map tolerates, and how it went so far. */
export interface Tolerance {
  readonly failed: number;
  readonly total: number;
  readonly toleratedCount: number;
  readonly toleratedPercentage: number;
}

/**
 * Behaviour that one statement of the reference names, one replaceable function each. A seeded fault overrides entries;
 * nothing else does. Times are in seconds where a name does not say otherwise.
 */
export interface Rules {
  /** What InputPath or OutputPath `null` stands for. */
  readonly nullPath: (field: 'InputPath' | 'OutputPath') => JsonObject;
  /** What a state works on: what its InputPath found in its input. */
  readonly afterInputPath: (found: Doc, input: Doc) => Doc;
  /** What a state passes on: what its OutputPath found in its output. */
  readonly afterOutputPath: (found: Doc, output: Doc) => Doc;
  /** What Retry says where it says nothing. */
  readonly retryDefaults: () => { intervalSeconds: number; backoffRate: number; maxAttempts: number };
  /** Which retrier is used: its index, or -1. */
  readonly pickRetrier: (
    lists: readonly (readonly string[])[],
    matches: (errorEquals: readonly string[]) => boolean,
  ) => number;
  /** Which catcher is used: its index, or -1. */
  readonly pickCatcher: (
    lists: readonly (readonly string[])[],
    matches: (errorEquals: readonly string[]) => boolean,
  ) => number;
  /** Which rule of a Choice is followed: its index, or -1 for Default. */
  readonly pickRoute: (rules: readonly (() => boolean)[]) => number;
  /** How a Fail state ends its branch. */
  readonly failOutcome: () => 'fails' | 'succeeds';
  /** When the machine runs out of time, milliseconds since the epoch. */
  readonly machineDeadline: (start: number, timeoutSeconds: number) => number;
  /** Whether a Wait that ends at `until` is over; both in milliseconds since the epoch. */
  readonly waitOver: (until: number, now: number) => boolean;
  /** What a task is given: its effective input. */
  readonly taskInput: (effectiveInput: Doc, input: Doc) => Doc;
  /** What a task's answer becomes: the state's result. */
  readonly taskResult: (answer: Doc) => Doc;
  /** How many branches of a Parallel state run at once. */
  readonly branchesAtOnce: () => number;
  /** When a branch that can go on makes room for the others that can: nothing says in which order branches take turns. */
  readonly yieldsTurn: () => 'after each state' | 'when it waits';
  /** What each branch of a Parallel state is given. */
  readonly branchInput: (effectiveInput: Doc, index: number) => Doc;
  /** The variables that Assign sets. */
  readonly assigned: (values: ReadonlyMap<string, Json>) => ReadonlyMap<string, Json>;
  /** The context object. */
  readonly contextObject: (context: JsonObject) => JsonObject;
  /** The wait before retry number `attempt` (from 0). `random` gives a number in [0, 1). */
  readonly retryDelay: (timing: RetryTiming, attempt: number, random: () => number) => number;
  /** Whether a retrier may be used once more, `used` times after its first. */
  readonly retryAllowed: (used: number, maxAttempts: number) => boolean;
  readonly retryMatches: (errorEquals: readonly string[], failed: Failed) => boolean;
  readonly catchMatches: (errorEquals: readonly string[], failed: Failed) => boolean;
  /** The error output that a catcher passes on. */
  readonly catchOutput: (failed: Failed) => JsonObject;
  /** How a task that ran out of time fails. */
  readonly taskTimeout: () => Failed;
  readonly heartbeatTimeout: () => Failed;
  /** When a task is overdue, milliseconds since the epoch: `since` is when it was scheduled, or started. */
  readonly taskDeadline: (since: number, timeoutSeconds: number) => number;
  /** When the next heartbeat is overdue, milliseconds since the epoch: `since` is the start or the last heartbeat. */
  readonly heartbeatDeadline: (since: number, heartbeatSeconds: number) => number;
  /** When a Wait of so many seconds ends, milliseconds since the epoch. */
  readonly waitUntil: (entered: number, seconds: number) => number;
  /** Which of a state's two inputs ResultPath writes into: the state's input, or what InputPath and Parameters made of it. */
  readonly resultPathTarget: (input: Doc, effectiveInput: Doc) => Doc;
  /** The result of a Pass state: its Result, or its effective input. */
  readonly passResult: (result: Doc | undefined, effectiveInput: Doc) => Doc;
  /** The outputs of a Parallel state's branches, in the order of the branches, become its result. */
  readonly parallelResult: (outputs: readonly Doc[], List: typeof Doc.list) => Doc;
  /** The outputs of a Map state's iterations, in the order of the items, become its result. */
  readonly mapResult: (outputs: readonly Doc[], List: typeof Doc.list) => Doc;
  /** What a Map goes through, of what ItemsPath, Items or its input gave. */
  readonly mapItems: (found: Json) => Json;
  /** How many iterations an inline Map runs at once: `0` asks for as many as it can. */
  readonly inlineConcurrency: (maxConcurrency: number) => number;
  readonly distributedConcurrency: (maxConcurrency: number) => number;
  /** Whether a distributed Map gives up. */
  readonly toleranceExceeded: (tolerance: Tolerance) => boolean;
  /** Whether the branches and iterations beside a failed one are stopped. */
  readonly stopSiblings: () => boolean;
  /** `previousEventId` of the first event after ExecutionStarted. */
  readonly previousOfFirst: () => number;
  /** `previousEventId` of ExecutionAborted and ExecutionTimedOut. */
  readonly previousOfStop: (status: 'ABORTED' | 'TIMED_OUT', last: number) => number;
  /** `previousEventId` of ParallelStateExited and of an inline Map's MapStateExited. */
  readonly previousOfJoinExit: (lastOfBranches: number, succeeded: number) => number;
  /** `previousEventId` of a distributed Map's MapStateExited. */
  readonly previousOfMapRunExit: (runStarted: number, runSucceeded: number) => number;
  readonly previousOfEvaluationFailed: (fault: EvaluationFault) => number;
  /** The most events that a STANDARD execution's history holds. */
  readonly historyLimit: () => number;
}

/** Errors that the wildcards States.ALL and States.TaskFailed do not stand for. */
const beyondWildcards: ReadonlySet<string | undefined> = new Set(['States.Runtime', 'States.DataLimitExceeded']);

function matches(errorEquals: readonly string[], { error, aliases }: Failed): boolean {
  return errorEquals.some((name) => {
    if (error !== undefined && (name === error || aliases.includes(name))) return true;
    if (name === 'States.ALL') return !beyondWildcards.has(error);
    if (name === 'States.TaskFailed') return !beyondWildcards.has(error) && error !== 'States.Timeout';
    return false;
  });
}

function firstOf(
  lists: readonly (readonly string[])[],
  matchesAny: (errorEquals: readonly string[]) => boolean,
): number {
  return lists.findIndex(matchesAny);
}

export const defaultRules: Rules = {
  nullPath: () => ({}),
  afterInputPath: (found) => found,
  afterOutputPath: (found) => found,
  retryDefaults: () => ({ intervalSeconds: 1, backoffRate: 2, maxAttempts: 3 }),
  pickRetrier: firstOf,
  pickCatcher: firstOf,
  pickRoute: (rules) => rules.findIndex((applies) => applies()),
  failOutcome: () => 'fails',
  machineDeadline: (start, timeoutSeconds) => start + timeoutSeconds * 1000,
  waitOver: (until, now) => until <= now,
  taskInput: (effectiveInput) => effectiveInput,
  taskResult: (answer) => answer,
  branchesAtOnce: () => Number.POSITIVE_INFINITY,
  yieldsTurn: () => 'after each state',
  branchInput: (effectiveInput) => effectiveInput,
  assigned: (values) => values,
  contextObject: (context) => context,
  retryDelay({ intervalSeconds, backoffRate, maxDelaySeconds = Number.POSITIVE_INFINITY, jitter }, attempt, random) {
    const delay = Math.min(intervalSeconds * backoffRate ** attempt, maxDelaySeconds);
    return jitter === 'FULL' ? random() * delay : delay;
  },
  retryAllowed: (used, maxAttempts) => used < maxAttempts,
  retryMatches: matches,
  catchMatches: matches,
  catchOutput: ({ error = null, cause = null }) => ({ Error: error, Cause: cause }),
  taskTimeout: () => ({ error: 'States.Timeout', cause: undefined, aliases: [] }),
  // Recorded: the event names a missed heartbeat States.Timeout. Documented: ErrorEquals can tell it by its own name.
  heartbeatTimeout: () => ({ error: 'States.Timeout', cause: undefined, aliases: ['States.HeartbeatTimeout'] }),
  taskDeadline: (since, timeoutSeconds) => since + timeoutSeconds * 1000,
  heartbeatDeadline: (since, heartbeatSeconds) => since + heartbeatSeconds * 1000,
  waitUntil: (entered, seconds) => entered + seconds * 1000,
  resultPathTarget: (input) => input,
  passResult: (result, effectiveInput) => result ?? effectiveInput,
  parallelResult: (outputs, list) => list(outputs),
  mapResult: (outputs, list) => list(outputs),
  mapItems: (found) => found,
  inlineConcurrency: (maxConcurrency) => (maxConcurrency === 0 ? 40 : Math.min(maxConcurrency, 40)),
  distributedConcurrency: (maxConcurrency) => (maxConcurrency === 0 ? 10_000 : Math.min(maxConcurrency, 10_000)),
  toleranceExceeded({ failed, total, toleratedCount, toleratedPercentage }) {
    if (failed === 0) return false;
    if (toleratedCount === 0 && toleratedPercentage === 0) return true;
    return (
      (toleratedCount > 0 && failed > toleratedCount) ||
      (toleratedPercentage > 0 && total > 0 && (failed / total) * 100 > toleratedPercentage)
    );
  },
  stopSiblings: () => true,
  previousOfFirst: () => 0,
  // Recorded for ExecutionAborted alone. For ExecutionTimedOut no recording exists; 0 has been reported of AWS by others.
  previousOfStop: (status, last) => (status === 'ABORTED' ? 0 : last),
  previousOfJoinExit: (lastOfBranches) => lastOfBranches,
  // Recorded: MapRunSucceeded until June 2024, MapRunStarted from November 2024 on.
  previousOfMapRunExit: (runStarted) => runStarted,
  // Recorded: of Pass and Map (November 2024) what the entered event follows on, of Wait (December 2024) the entered event.
  previousOfEvaluationFailed: ({ stateType, entered, beforeEntered, last }) =>
    last === entered && stateType !== 'Wait' ? beforeEntered : last,
  historyLimit: () => 25_000,
};
