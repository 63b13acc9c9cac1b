import type { Json, JsonObject } from '../json.js';
import type { DurableModel, Effect, ModelOperation } from './model.js';
import type { DurableRecipe, Happening } from './recipe.js';

/** One thing that is done to an execution, and what it must bring about. */
export type Step =
  | {
      readonly kind: 'checkpoint';
      readonly updates: readonly Json[];
      readonly token: 'live' | 'used';
      readonly expects: Expects;
      readonly apply: () => Effect;
    }
  | {
      readonly kind: 'end';
      readonly how: 'suspends' | 'crashes' | 'succeeds' | 'fails';
      readonly expects: Expects;
      readonly apply: () => Effect;
    }
  | { readonly kind: 'advance'; readonly ms: number; readonly expects: Expects; readonly apply: () => Effect }
  | {
      readonly kind: 'answer';
      readonly how: 'Success' | 'Failure' | 'Heartbeat';
      readonly operation: string;
      readonly expects: Expects;
      readonly apply: () => Effect;
    }
  | { readonly kind: 'stop'; readonly expects: Expects; readonly apply: () => Effect };

/** How a call is answered, and the statement that says so. `either`: that is open, only what it changes is not. */
export interface Expects {
  readonly answer: 'accepted' | 'either' | { readonly error: string };
  readonly statement: string;
}

const nothing: Effect = { events: [], invokes: false };
const event = (...events: readonly string[]): Effect => ({ events, invokes: false });
const accepted = (statement: string): Expects => ({ answer: 'accepted', statement: `durable:${statement}` });
const refused = (error: string, statement: string): Expects => ({
  answer: { error },
  statement: `durable:${statement}`,
});
const INVALID = 'InvalidParameterValueException';
const ERROR: JsonObject = { ErrorType: 'Drawn', ErrorMessage: 'It was drawn.' };

type Planner = (model: DurableModel, of: number, by: number) => Step | undefined;

const isReady = ({ status }: ModelOperation): boolean => status === 'READY';

const pick = <Item>(items: readonly Item[], of: number): Item | undefined => items[of % Math.max(1, items.length)];

/** A checkpoint of the invocation under way. After the end of the execution it is refused. */
function checkpoint(
  model: DurableModel,
  updates: readonly JsonObject[],
  expects: Expects,
  apply: () => Effect,
): Step | undefined {
  if (!model.isInvoked) return undefined;
  const closed = refused(INVALID, 'CheckpointDurableExecution/behaviour/closed-execution');
  return {
    kind: 'checkpoint',
    token: 'live',
    updates: updates.map(({ ...update }) => update),
    expects: model.isRunning ? expects : closed,
    apply: () => (model.isRunning && expects.answer === 'accepted' ? apply() : nothing),
  };
}

const update = (id: string, Type: string, Action: string, more: JsonObject = {}): JsonObject => ({
  Id: id,
  Type,
  Action,
  ...more,
});

/** The parent of a new operation: a context that is open, now and then. */
function parentOf(model: DurableModel, by: number): { readonly parent?: string } {
  const open = model.of('CONTEXT').filter(({ status }) => status === 'STARTED');
  const parent = by % 3 === 0 ? pick(open, by) : undefined;
  return parent === undefined ? {} : { parent: parent.id };
}

const within = ({ parent }: { readonly parent?: string }): JsonObject =>
  parent === undefined ? {} : { ParentId: parent };

function starting(
  type: 'WAIT' | 'CALLBACK' | 'CONTEXT',
  word: string,
  make: (
    by: number,
    model: DurableModel,
  ) => {
    readonly options: JsonObject;
    readonly timers: Partial<ModelOperation>;
  },
): Planner {
  return (model, of, by) => {
    const id = `${word.toLowerCase()}-${of % 4}`;
    const isNew = model.operation(id) === undefined;
    const parent = isNew && id !== 'context-0' ? parentOf(model, by) : {};
    const { options, timers } = make(by, model);
    const expects = isNew
      ? accepted(
          `${type.toLowerCase()}/${type === 'WAIT' ? 'scheduled-end' : type === 'CONTEXT' ? 'started' : 'ids-differ'}`,
        )
      : refused(INVALID, 'batch/starts-once');
    return checkpoint(model, [update(id, type, 'START', { ...within(parent), ...options })], expects, () => {
      model.add({ id, type, status: 'STARTED', ...parent, ...timers });
      return event(`${word}Started ${id}`);
    });
  };
}

const startStep: Planner = (model, of, by) => {
  // A retry that is due is what a function starts next, most of the time.
  const due = by % 4 === 0 ? undefined : pick(model.of('STEP').filter(isReady), of);
  const id = due?.id ?? `step-${of % 4}`;
  const known = model.operation(id);
  const isLegal = known === undefined || known.status === 'READY';
  const parent = known === undefined ? parentOf(model, by) : {};
  const expects = isLegal ? accepted('step/started') : refused(INVALID, 'batch/step-starts-once');
  return checkpoint(model, [update(id, 'STEP', 'START', within(parent))], expects, () => {
    if (known === undefined) model.add({ id, type: 'STEP', status: 'STARTED', ...parent });
    else known.status = 'STARTED';
    return event(`StepStarted ${id}`);
  });
};

/** A step that started and ended in one batch. */
const runStep: Planner = (model, of) => {
  const id = `run-${of % 8}`;
  if (model.operation(id) !== undefined) return undefined;
  const updates = [update(id, 'STEP', 'START'), update(id, 'STEP', 'SUCCEED', { Payload: '1' })];
  return checkpoint(model, updates, accepted('batch/start-and-end-together'), () => {
    model.add({ id, type: 'STEP', status: 'SUCCEEDED' });
    return event(`StepStarted ${id}`, `StepSucceeded ${id}`);
  });
};

function endingStep(
  action: 'SUCCEED' | 'FAIL' | 'RETRY',
  statement: string,
  leaves: 'StepSucceeded' | 'StepFailed',
): Planner {
  return (model, of, by) => {
    const known = pick(
      model.of('STEP').filter(({ id }) => id.startsWith('step-')),
      of,
    );
    if (known === undefined) return undefined;
    const isLegal = known.status === 'STARTED' || known.status === 'READY';
    const seconds = model.seconds(1 + (by % 20));
    const outcome: JsonObject = leaves === 'StepSucceeded' ? { Payload: JSON.stringify(by) } : { Error: ERROR };
    const options: JsonObject = action === 'RETRY' ? { StepOptions: { NextAttemptDelaySeconds: seconds } } : {};
    const expects = isLegal
      ? accepted(statement)
      : refused(INVALID, known.status === 'PENDING' ? 'batch/pending-step-waits' : 'batch/step-ends-once');
    return checkpoint(model, [update(known.id, 'STEP', action, { ...outcome, ...options })], expects, () => {
      if (action === 'RETRY') {
        known.status = 'PENDING';
        known.dueAt = model.now + seconds * 1_000;
      } else known.status = action === 'SUCCEED' ? 'SUCCEEDED' : 'FAILED';
      return event(`${leaves} ${known.id}`);
    });
  };
}

function endingContext(action: 'SUCCEED' | 'FAIL'): Planner {
  return (model, of) => {
    const known = pick(model.of('CONTEXT'), of);
    if (known === undefined) return undefined;
    const expects =
      known.status === 'STARTED'
        ? accepted(`context/${action === 'SUCCEED' ? 'succeeded' : 'failed'}`)
        : refused(INVALID, 'batch/context-ends-once');
    const outcome: JsonObject = action === 'SUCCEED' ? { Payload: '"done"' } : { Error: ERROR };
    return checkpoint(model, [update(known.id, 'CONTEXT', action, outcome)], expects, () => {
      known.status = action === 'SUCCEED' ? 'SUCCEEDED' : 'FAILED';
      return event(`Context${action === 'SUCCEED' ? 'Succeeded' : 'Failed'} ${known.id}`);
    });
  };
}

function ending(how: 'suspends' | 'crashes' | 'succeeds' | 'fails', statement: string): Planner {
  return (model) => {
    if (!model.isInvoked) return undefined;
    // Suspended with nothing to wait for, or with a retry that it was told is due: what comes then is not fixed.
    const isIdle = !model.isWaiting && model.unseen.size === 0;
    const hasReady = model.of('STEP').some((step) => isReady(step) && !model.unseen.has(step.id));
    if (how === 'suspends' && model.isRunning && (isIdle || hasReady)) return undefined;
    // How long it takes until a failed invocation is made again is not fixed either.
    if (how === 'crashes' && model.isRunning && (model.hasTimers || model.time === 'real')) return undefined;
    const apply = (): Effect => {
      if (how === 'succeeds') return model.finish('SUCCEEDED');
      if (how === 'fails') return model.finish('FAILED');
      return how === 'suspends' ? model.suspend() : model.crash();
    };
    return { kind: 'end', how, expects: accepted(statement), apply };
  };
}

function answering(how: 'Success' | 'Failure' | 'Heartbeat', statement: string): Planner {
  return (model, of) => {
    const callback = pick(model.of('CALLBACK'), of);
    if (callback === undefined) return undefined;
    const isOpen = model.isRunning && callback.status === 'STARTED';
    const closed = refused(
      'CallbackTimeoutException',
      model.status === 'STOPPED'
        ? 'StopDurableExecution/behaviour/callbacks-are-closed'
        : 'callback/closed-takes-no-answer',
    );
    const apply = (): Effect => {
      if (!isOpen) return nothing;
      if (how === 'Heartbeat') return model.beat(callback);
      return model.answer(callback, how === 'Success' ? 'SUCCEEDED' : 'FAILED');
    };
    return { kind: 'answer', how, operation: callback.id, expects: isOpen ? accepted(statement) : closed, apply };
  };
}

const planners: Readonly<Record<Happening, Planner>> = {
  'start-step': startStep,
  'run-step': runStep,
  'succeed-step': endingStep('SUCCEED', 'step/succeeded', 'StepSucceeded'),
  'fail-step': endingStep('FAIL', 'step/failed', 'StepFailed'),
  'retry-step': endingStep('RETRY', 'step/failed-retry-is-step-failed', 'StepFailed'),
  'poll-step': endingStep('RETRY', 'step/polled-retry-is-step-succeeded', 'StepSucceeded'),
  'start-wait': starting('WAIT', 'Wait', (by, model) => {
    const seconds = model.seconds(1 + (by % 30));
    return { options: { WaitOptions: { WaitSeconds: seconds } }, timers: { dueAt: model.now + seconds * 1_000 } };
  }),
  'start-callback': starting('CALLBACK', 'Callback', (by, model) => {
    const { now } = model;
    const timeout = by % 4 === 0 ? 0 : model.seconds(5 + (by % 40));
    const heartbeat = by % 2 === 0 ? model.seconds(3 + (by % 10)) : 0;
    return {
      options: { CallbackOptions: { TimeoutSeconds: timeout, HeartbeatTimeoutSeconds: heartbeat } },
      timers: {
        ...(timeout > 0 && { timeoutAt: now + timeout * 1_000 }),
        ...(heartbeat > 0 && { heartbeatMs: heartbeat * 1_000, heartbeatAt: now + heartbeat * 1_000 }),
      },
    };
  }),
  'start-context': starting('CONTEXT', 'Context', () => ({ options: {}, timers: {} })),
  'succeed-context': endingContext('SUCCEED'),
  'fail-context': endingContext('FAIL'),
  ask: (model) =>
    checkpoint(model, [], accepted('CheckpointDurableExecution/behaviour/empty-is-accepted'), () => nothing),
  stale: (model) =>
    model.isInvoked && model.hasUsedToken
      ? {
          kind: 'checkpoint',
          token: 'used',
          updates: [],
          expects: refused(INVALID, 'CheckpointDurableExecution/behaviour/consumes-the-token'),
          apply: () => nothing,
        }
      : undefined,
  suspend: ending('suspends', 'execution/stays-running'),
  crash: ending('crashes', 'execution/crash-is-retried'),
  succeed: ending('succeeds', 'execution/succeeds-with-the-result'),
  fail: ending('fails', 'execution/fails-with-the-error'),
  close: (model) =>
    checkpoint(
      model,
      [update('the-end', 'EXECUTION', 'SUCCEED', { Payload: '"closed"' })],
      accepted('execution/closed-by-checkpoint'),
      () => model.close('SUCCEEDED'),
    ),
  advance(model, of, by) {
    if (model.time === 'real') return undefined;
    // To the next timer, now and then; at most one moment at which something is due.
    const until = model.isRunning ? model.nextDue - model.now : 3_600_000;
    const ms = of % 2 === 0 ? until : Math.min(until, (1 + (by % 20)) * 1_000);
    return {
      kind: 'advance',
      ms,
      expects: accepted('wait/invokes-when-due'),
      apply: () => model.advance(model.now + ms),
    };
  },
  'callback-success': answering('Success', 'callback/succeeds'),
  'callback-failure': answering('Failure', 'callback/fails'),
  'callback-heartbeat': answering('Heartbeat', 'callback/heartbeat-restarts-the-clock'),
  stop: (model) => ({
    kind: 'stop',
    expects: model.isRunning
      ? accepted('StopDurableExecution/behaviour/ends-it')
      : { answer: 'either', statement: 'durable:StopDurableExecution/behaviour/end-is-final' },
    apply: () => model.close('STOPPED'),
  }),
};

/** What a recipe stands for now, or nothing where it does not apply. */
export function planStep(model: DurableModel, { do: happening, of, by }: DurableRecipe): Step | undefined {
  return planners[happening](model, of, by);
}
