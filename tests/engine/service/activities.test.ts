import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type Json, type Output, type VirtualClock } from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
let engine: Engine<VirtualClock>;
let activityArn: string;
let stateMachineArn: string;

beforeEach(async () => {
  engine = createEngine();
  activityArn = (await engine.call('CreateActivity', { name: 'a' })).activityArn as string;
  const definition = {
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: activityArn, TimeoutSeconds: 300, HeartbeatSeconds: 100, End: true } },
  };
  const created = await engine.call('CreateStateMachine', {
    name: 'm',
    roleArn,
    definition: JSON.stringify(definition),
  });
  stateMachineArn = created.stateMachineArn as string;
});

const start = async (input = '{}') =>
  (await engine.call('StartExecution', { stateMachineArn, input })).executionArn as string;
const poll = (more: Record<string, Json> = {}) => engine.call('GetActivityTask', { activityArn, ...more });
const describeExecution = (executionArn: string) => engine.call('DescribeExecution', { executionArn });
const eventTypes = async (executionArn: string) =>
  ((await engine.call('GetExecutionHistory', { executionArn })).events as { type: string }[]).map(({ type }) => type);

describe('a task of an activity', () => {
  test('waits for a worker, who ends it', async () => {
    const executionArn = await start('{ "n": 1 }');
    const task = await poll({ workerName: 'w' });
    expect(task.input).toBe('{ "n": 1 }');
    expect(await engine.call('SendTaskSuccess', { taskToken: task.taskToken as string, output: '[1, 2]' })).toEqual({});
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[1, 2]' });
    expect(await eventTypes(executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('goes to the worker that waited longest', async () => {
    const answers: Output[] = [];
    const polls = ['first', 'second'].map((workerName) => poll({ workerName }).then((answer) => answers.push(answer)));
    await start('1');
    await polls[0];
    expect(answers).toMatchObject([{ input: '1' }]);
    await start('2');
    await Promise.all(polls);
    expect(answers).toMatchObject([{ input: '1' }, { input: '2' }]);
  });

  test('a poll ends empty after sixty seconds', async () => {
    const answer = poll();
    await new Promise(setImmediate);
    expect(engine.account().load.polls).toBe(1);
    engine.clock.advance(59_999);
    expect(engine.account().load.polls).toBe(1);
    engine.clock.advance(1);
    expect(await answer).toEqual({});
    expect(engine.account().load.polls).toBe(0);
  });

  test('a poll whose caller goes away loses no task', async () => {
    const gone = new AbortController();
    const answer = engine.call('GetActivityTask', { activityArn }, { signal: gone.signal });
    await new Promise(setImmediate);
    gone.abort();
    expect(await answer).toEqual({});
    await start('1');
    expect(await poll()).toMatchObject({ input: '1' });
  });

  test('is not given out once its execution has been stopped', async () => {
    await engine.call('StopExecution', { executionArn: await start('1') });
    await start('2');
    expect(await poll()).toMatchObject({ input: '2' });
  });

  test('a deleted activity dismisses its polls, and is unknown', async () => {
    const answer = poll();
    await new Promise(setImmediate);
    await engine.call('DeleteActivity', { activityArn });
    expect(await answer).toEqual({});
    await expect(poll()).rejects.toMatchObject({ message: `Activity Does Not Exist: '${activityArn}'` });
    expect(await engine.call('DeleteActivity', { activityArn })).toEqual({});
  });

  test('polls are limited', async () => {
    engine = createEngine({ quotas: { pollsPerActivity: 1 } });
    await engine.call('CreateActivity', { name: 'a' });
    const first = poll();
    await new Promise(setImmediate);
    await expect(poll()).rejects.toMatchObject({ name: 'ActivityWorkerLimitExceeded' });
    engine.close();
    expect(await first).toEqual({});
  });
});

describe('a task token', () => {
  const use: [string, Record<string, Json>][] = [
    ['SendTaskSuccess', { output: '{}' }],
    ['SendTaskFailure', {}],
    ['SendTaskHeartbeat', {}],
  ];

  test.each(use)('that nobody gave out is invalid for %s', async (operation, more) => {
    for (const taskToken of ['x', 'x'.repeat(2048), Buffer.from('task a b|c').toString('base64')]) {
      await expect(engine.call(operation, { taskToken, ...more })).rejects.toMatchObject({
        name: 'InvalidToken',
        message: "Invalid Token: 'Invalid token'",
      });
    }
  });

  test.each(use)('of another account is invalid for %s', async (operation, more) => {
    await start();
    const { taskToken } = await poll();
    await expect(
      engine.call(operation, { taskToken: taskToken as string, ...more }, { accountId: '111111111111' }),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  const timedOut = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };

  test.each(use)('is of no use to %s once it was used', async (operation, more) => {
    await start();
    const taskToken = (await poll()).taskToken as string;
    await engine.call('SendTaskSuccess', { taskToken, output: '{}' });
    await expect(engine.call(operation, { taskToken, ...more })).rejects.toMatchObject(timedOut);
  });

  test.each(use)(
    'is of no use to %s once its task has timed out, or its execution was stopped',
    async (operation, more) => {
      await start();
      const late = (await poll()).taskToken as string;
      engine.clock.advance(100_000);
      await expect(engine.call(operation, { taskToken: late, ...more })).rejects.toMatchObject(timedOut);

      const executionArn = await start();
      const stopped = (await poll()).taskToken as string;
      await engine.call('StopExecution', { executionArn });
      await expect(engine.call(operation, { taskToken: stopped, ...more })).rejects.toMatchObject(timedOut);
    },
  );

  test('survives a refused output, which is looked at after the token', async () => {
    await start();
    const taskToken = (await poll()).taskToken as string;
    await expect(engine.call('SendTaskSuccess', { taskToken, output: '{' })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await expect(engine.call('SendTaskSuccess', { taskToken: 'x', output: '{' })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await engine.call('SendTaskSuccess', { taskToken, output: '{}' });
  });

  test('heartbeats keep the task alive', async () => {
    const executionArn = await start();
    const taskToken = (await poll()).taskToken as string;
    engine.clock.advance(99_000);
    await engine.call('SendTaskHeartbeat', { taskToken });
    engine.clock.advance(99_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'RUNNING' });
    engine.clock.advance(1_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe('an activity', () => {
  test('is created once, described and listed', async () => {
    const created = await engine.call('CreateActivity', { name: 'a' });
    engine.clock.advance(5_000);
    expect(await engine.call('CreateActivity', { name: 'a' })).toEqual(created);
    expect(await engine.call('DescribeActivity', { activityArn })).toEqual({
      ...created,
      name: 'a',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    await engine.call('CreateActivity', { name: 'b' });
    const { activities } = await engine.call('ListActivities');
    expect((activities as { name: string }[]).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test.each([...' <>{}[]?*"#%\\^|~`$&,;:/\u0000\u001f\u007f\u009f', '\ud800'])(
    'may not be called %j',
    async (character) => {
      const name = `a${character}b`;
      await expect(engine.call('CreateActivity', { name })).rejects.toMatchObject({
        name: 'InvalidName',
        message: `Invalid Name: '${name}'`,
      });
    },
  );

  test.each(['a.b', 'a-b_c', 'A1', 'é', '漢字', 'a+b=c@d!e'])('may be called %j', async (name) => {
    expect((await engine.call('CreateActivity', { name })).activityArn).toBe(
      `arn:aws:states:us-east-1:123456789012:activity:${name}`,
    );
  });
});
