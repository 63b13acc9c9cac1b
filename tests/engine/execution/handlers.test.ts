import { describe, expect, test } from 'vitest';
import { Doc } from '../../../engine/asl/doc.js';
import {
  type Action,
  details,
  events,
  fail,
  later,
  lines,
  nobody,
  output,
  run,
  silence,
  start,
  succeed,
  World,
} from './world.js';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const activity = 'arn:aws:states:us-east-1:123456789012:activity:work';
const sqs = 'arn:aws:states:::sqs:sendMessage';

const task = (fields: object, more: object = {}) => ({
  StartAt: 'S',
  States: { S: { Type: 'Task', Resource: lambda, End: true, ...fields }, T: { Type: 'Succeed' }, ...more },
});
const caughtAs = (...ErrorEquals: string[]) => ({ Catch: [{ ErrorEquals, Next: 'T' }] });

/** When each attempt was scheduled, in seconds since the start. */
function schedule(
  definition: object,
  script: Readonly<Record<string, readonly Action[]>>,
  world = new World(script),
): number[] {
  const execution = run(definition, { world });
  const [first] = events(execution);
  return events(execution)
    .filter(({ type }) => type.endsWith('Scheduled'))
    .map(({ timestamp }) => Math.round((timestamp - first!.timestamp) * 1000) / 1000);
}

describe('Retry', () => {
  test('defaults: three retries, after 1, 2 and 4 seconds', () => {
    expect(schedule(task({ Retry: [{ ErrorEquals: ['E'] }] }), { S: [fail('E')] })).toEqual([0, 1, 3, 7]);
  });

  test.each([
    ['IntervalSeconds and BackoffRate', { IntervalSeconds: 3, BackoffRate: 1.5, MaxAttempts: 3 }, [0, 3, 7.5, 14.25]],
    ['MaxDelaySeconds', { IntervalSeconds: 4, MaxDelaySeconds: 5, MaxAttempts: 3 }, [0, 4, 9, 14]],
    ['MaxAttempts 0', { MaxAttempts: 0 }, [0]],
    ['JitterStrategy NONE', { JitterStrategy: 'NONE', MaxAttempts: 1 }, [0, 1]],
  ])('%s', (_what, retrier, expected) => {
    expect(schedule(task({ Retry: [{ ErrorEquals: ['States.ALL'], ...retrier }] }), { S: [fail('E')] })).toEqual(
      expected,
    );
  });

  test('full jitter stays below the delay, and follows the seed', () => {
    const definition = task({
      Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 100, MaxAttempts: 5, JitterStrategy: 'FULL' }],
    });
    const times = (seed: number) => schedule(definition, {}, new World({ S: [fail('E')] }, seed));
    const gaps = times(7)
      .slice(1)
      .map((time, index) => time - times(7)[index]!);
    for (const [index, gap] of gaps.entries()) expect(gap).toBeLessThan(100 * 2 ** index);
    expect(times(7)).toEqual(times(7));
    expect(times(7)).not.toEqual(times(8));
  });

  test('the first retrier that matches counts for itself; an exhausted one does not pass on', () => {
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1, IntervalSeconds: 1, BackoffRate: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 2, IntervalSeconds: 10, BackoffRate: 1 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 9 },
    ];
    const script = { S: [fail('A'), fail('B'), fail('B'), fail('A')] };
    expect(schedule(task({ Retry, ...caughtAs('States.ALL') }), script)).toEqual([0, 1, 11, 21]);
  });

  test('a retried attempt has its count in the request and in the context object', () => {
    const definition = task({
      Resource: sqs,
      Parameters: { 'n.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['E'] }],
    });
    const world = new World({ S: [fail('E'), fail('E'), succeed(1)] });
    run(definition, { world });
    expect(world.requests.map(({ retryCount, input }) => [retryCount, input.value])).toEqual([
      [0, { n: 0 }],
      [1, { n: 1 }],
      [2, { n: 2 }],
    ]);
  });

  test('an attempt follows on the one that failed', () => {
    expect(
      lines(run(task({ Retry: [{ ErrorEquals: ['E'] }] }), { script: { S: [fail('E'), succeed(1)] } })).slice(4, 7),
    ).toEqual(['5<4 LambdaFunctionFailed E', '6<5 LambdaFunctionScheduled', '7<6 LambdaFunctionStarted']);
  });
});

describe('what ErrorEquals matches', () => {
  const timeout = { TimeoutSeconds: 1 };
  const missedBeat = { Resource: `${sqs}.waitForTaskToken`, HeartbeatSeconds: 1 };
  test.each<[string, object, Action, string, boolean]>([
    ['its own name', {}, fail('E'), 'E', true],
    ['another name', {}, fail('E'), 'F', false],
    ['part of a name', {}, fail('Error'), 'Err', false],
    ['a name in another case', {}, fail('Error'), 'error', false],
    ['States.ALL', {}, fail('E'), 'States.ALL', true],
    ['States.ALL, no name at all', {}, fail(), 'States.ALL', true],
    ['States.TaskFailed', {}, fail('E'), 'States.TaskFailed', true],
    ['States.TaskFailed, no name at all', {}, fail(), 'States.TaskFailed', true],
    ['States.Timeout', timeout, silence, 'States.Timeout', true],
    ['States.Timeout by States.ALL', timeout, silence, 'States.ALL', true],
    ['States.Timeout by States.TaskFailed', timeout, silence, 'States.TaskFailed', false],
    ['a timeout by States.HeartbeatTimeout', timeout, silence, 'States.HeartbeatTimeout', false],
    ['a missed heartbeat by its own name', missedBeat, silence, 'States.HeartbeatTimeout', true],
    ['a missed heartbeat by States.Timeout', missedBeat, silence, 'States.Timeout', true],
    ['a missed heartbeat by States.TaskFailed', missedBeat, silence, 'States.TaskFailed', false],
    ['States.Runtime by States.ALL', {}, fail('States.Runtime'), 'States.ALL', false],
    ['States.ALL misspelt', {}, fail('E'), 'State.ALL', false],
  ])('%s', (_what, fields, action, name, matched) => {
    const execution = run(task({ ...fields, ...caughtAs(name) }), { script: { S: [action] } });
    expect(execution.status).toBe(matched ? 'SUCCEEDED' : 'FAILED');
  });
});

describe('Catch', () => {
  test.each([
    ['both', fail('E', 'c'), { Error: 'E', Cause: 'c' }],
    ['no cause', fail('E'), { Error: 'E', Cause: null }],
    ['neither', fail(), { Error: null, Cause: null }],
  ])('the error output has %s', (_what, action, expected) => {
    expect(output(run(task(caughtAs('States.ALL')), { script: { S: [action] } }))).toEqual(expected);
  });

  test('its ResultPath places the error output in the state input; the paths of the state do not apply', () => {
    const definition = task({
      ResultPath: '$.result',
      OutputPath: '$.no.such.path',
      Catch: [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'T' }],
    });
    const execution = run(definition, { input: { a: 1 }, script: { S: [fail('E', 'c')] } });
    expect(output(execution)).toEqual({ a: 1, error: { Error: 'E', Cause: 'c' } });
    expect(lines(execution).slice(4, 7)).toEqual([
      '5<4 LambdaFunctionFailed E',
      '6<5 TaskStateExited S',
      '7<6 SucceedStateEntered T',
    ]);
  });

  test('the first catcher that matches is taken', () => {
    const definition = task(
      {
        Catch: [
          { ErrorEquals: ['F'], Next: 'F' },
          { ErrorEquals: ['E'], Next: 'T' },
          { ErrorEquals: ['States.ALL'], Next: 'F' },
        ],
      },
      { F: { Type: 'Fail' } },
    );
    expect(run(definition, { script: { S: [fail('E')] } }).status).toBe('SUCCEEDED');
  });

  test('Retry comes before it', () => {
    const definition = task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }], ...caughtAs('E') });
    expect(
      lines(run(definition, { script: { S: [fail('E')] } })).filter((line) => line.includes('Scheduled')),
    ).toHaveLength(2);
  });
});

describe('time limits', () => {
  const seconds = (definition: object, script: Readonly<Record<string, readonly Action[]>>, input = {}) => {
    const execution = run(definition, { script, input });
    const failing = events(execution).find(({ type }) => type.endsWith('TimedOut'));
    return {
      execution,
      type: failing?.type,
      after: failing === undefined ? undefined : failing.timestamp - events(execution)[0]!.timestamp,
    };
  };

  test.each<[string, string]>([
    [lambda, 'LambdaFunctionTimedOut'],
    [activity, 'ActivityTimedOut'],
    [sqs, 'TaskTimedOut'],
  ])('%s', (Resource, type) => {
    const result = seconds(task({ Resource, TimeoutSeconds: 5 }), { S: [silence] });
    expect(result).toMatchObject({ type, after: 5 });
    expect(result.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: undefined });
  });

  test('TimeoutSecondsPath and HeartbeatSecondsPath', () => {
    const definition = task({ Resource: activity, TimeoutSecondsPath: '$.t', HeartbeatSecondsPath: '$.h' });
    expect(seconds(definition, { S: [silence] }, { t: 60, h: 4 })).toMatchObject({
      type: 'ActivityTimedOut',
      after: 4,
    });
  });

  test('the time of an activity that is taken late begins anew; its heartbeats begin then', () => {
    const late = { S: [later(3000, silence)] };
    expect(seconds(task({ Resource: activity, TimeoutSeconds: 5 }), late)).toMatchObject({ after: 8 });
    expect(seconds(task({ Resource: activity, HeartbeatSeconds: 5 }), late)).toMatchObject({ after: 8 });
    expect(seconds(task({ Resource: activity, TimeoutSeconds: 5 }), { S: [nobody] })).toMatchObject({ after: 5 });
  });

  test('heartbeats put the limit off and leave no event', () => {
    const beats: Action = (progress, _request, clock) => {
      progress.started();
      for (const at of [800, 1600, 2400]) clock.schedule(clock.now() + at, () => progress.heartbeat());
      clock.schedule(clock.now() + 3000, () => progress.succeed(Doc.of(1)));
    };
    const execution = run(task({ Resource: activity, HeartbeatSeconds: 1 }), { script: { S: [beats] } });
    expect(lines(execution)).toHaveLength(7);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('an answer that comes too late changes nothing, and the host is told to forget', () => {
    const world = new World({ S: [later(9000, succeed(1))] });
    const execution = run(task({ Resource: sqs, TimeoutSeconds: 2 }), { world });
    world.clock.advance(60_000);
    expect(execution.status).toBe('FAILED');
    expect(world.forgotten).toBe(1);
  });

  test("the machine's own limit", () => {
    const execution = run({ StartAt: 'W', TimeoutSeconds: 5, States: { W: { Type: 'Wait', Seconds: 60, End: true } } });
    expect(execution).toMatchObject({ status: 'TIMED_OUT', error: undefined, cause: undefined });
    expect(execution.stopDate! - execution.startDate).toBe(5000);
    expect(details(events(execution).at(-1)!)).toEqual({ error: 'States.Timeout' });
  });

  test('stopping', () => {
    const { execution, world } = start(task({ Resource: sqs }), { script: { S: [silence] } });
    execution.abort('E', 'c');
    execution.abort('again');
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'c' });
    expect(lines(execution).slice(3)).toEqual(['4<3 TaskStarted', '5<0 ExecutionAborted E']);
    expect(world.forgotten).toBe(1);
    expect(world.clock.next).toBeUndefined();
  });

  test('a failure to schedule, to start or to submit has an event of its own', () => {
    const types = (Resource: string, act: Action) =>
      lines(run(task({ Resource }), { script: { S: [act] } }))
        .slice(3, -1)
        .map((line) => line.split(' ')[1]);
    expect(types(lambda, (progress) => progress.failToSchedule('E'))).toEqual(['LambdaFunctionScheduleFailed']);
    expect(types(lambda, (progress) => progress.failToStart('E'))).toEqual(['LambdaFunctionStartFailed']);
    expect(types(activity, (progress) => progress.failToSchedule('E'))).toEqual(['ActivityScheduleFailed']);
    expect(types(sqs, (progress) => progress.failToStart('E'))).toEqual(['TaskStartFailed']);
    expect(types(sqs, (progress) => progress.failToSubmit('E'))).toEqual(['TaskStarted', 'TaskSubmitFailed']);
  });
});
