import { describe, expect, test } from 'vitest';
import type { Execution } from '../../../engine/execution/index.js';
import { type Action, fail, finish, later, lines, output, start, succeed, World } from './world.js';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const task = (name: string, fields: object = {}) => ({
  StartAt: name,
  States: { [name]: { Type: 'Task', Resource: lambda, End: true, ...fields } },
});

function redriven(
  definition: object,
  script: Readonly<Record<string, readonly Action[]>>,
  input: unknown = {},
): { execution: Execution; before: number } {
  const world = new World(script);
  const { execution } = start(definition, { world, input: JSON.stringify(input) });
  finish(execution, world);
  expect(execution.redriveInfo).toEqual({ count: 0, status: 'REDRIVABLE' });
  const before = execution.history.length;
  world.clock.advance(60_000);
  execution.redrive();
  finish(execution, world);
  return { execution, before };
}

test('a task that failed is scheduled again, with its retries anew', () => {
  const definition = task('A', { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] });
  const { execution, before } = redriven(definition, { A: [fail('E'), fail('E'), fail('E'), succeed(3)] });
  expect(lines(execution).slice(before - 1)).toEqual([
    '9<8 ExecutionFailed E',
    '10<9 ExecutionRedriven',
    '11<10 LambdaFunctionScheduled',
    '12<11 LambdaFunctionStarted',
    '13<12 LambdaFunctionFailed E',
    '14<13 LambdaFunctionScheduled',
    '15<14 LambdaFunctionStarted',
    '16<15 LambdaFunctionSucceeded',
    '17<16 TaskStateExited A',
    '18<17 ExecutionSucceeded',
  ]);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', error: undefined });
  expect(execution.redriveInfo).toMatchObject({
    count: 1,
    status: 'NOT_REDRIVABLE',
    statusReason: 'Execution is SUCCEEDED and cannot be redriven',
  });
});

test('a Fail state fails again', () => {
  const { execution, before } = redriven({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }, {});
  expect(lines(execution).slice(before)).toEqual([
    '4<3 ExecutionRedriven',
    '5<4 FailStateEntered F',
    '6<5 ExecutionFailed E',
  ]);
});

test('a branch that succeeded is not run again', () => {
  const definition = {
    StartAt: 'P',
    States: { P: { Type: 'Parallel', Branches: [task('A'), task('B'), task('C')], End: true } },
  };
  const { execution, before } = redriven(definition, {
    A: [succeed('a')],
    B: [later(1000, fail('E')), succeed('b')],
    C: [later(9000, succeed('never')), succeed('c')],
  });
  expect(output(execution)).toEqual(['a', 'b', 'c']);
  expect(
    lines(execution)
      .slice(before)
      .filter((line) => line.includes('Scheduled')),
  ).toHaveLength(2);
});

test('iterations that succeeded are not run again, and those never started are', () => {
  const definition = {
    StartAt: 'M',
    States: { M: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: task('A'), End: true } },
  };
  const { execution, before } = redriven(definition, { A: [succeed(1), fail('E'), succeed(2), succeed(3)] }, [1, 2, 3]);
  expect(output(execution)).toEqual([1, 2, 3]);
  expect(
    lines(execution)
      .slice(before)
      .filter((line) => line.includes('Scheduled')),
  ).toHaveLength(2);
});

test('the children of a distributed Map go on where they failed', () => {
  const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...task('A') };
  const definition = { StartAt: 'M', States: { M: { Type: 'Map', MaxConcurrency: 1, ItemProcessor, End: true } } };
  const { execution, before } = redriven(definition, { A: [succeed(1), fail('E'), succeed(2), succeed(3)] }, [1, 2, 3]);
  expect(output(execution)).toEqual([1, 2, 3]);
  expect(
    lines(execution)
      .slice(before)
      .map((line) => line.split(' ')[1]),
  ).toEqual([
    'ExecutionRedriven',
    'MapRunRedriven',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
  expect(execution.mapRuns[0]).toMatchObject({
    status: 'SUCCEEDED',
    redriveCount: 1,
    itemCounts: { succeeded: 3, failed: 0, total: 3 },
  });
});

describe('what stopped it', () => {
  test('an aborted wait keeps its end', () => {
    const world = new World();
    const { execution } = start({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 100, End: true } } }, { world });
    world.clock.advance(40_000);
    execution.abort();
    world.clock.advance(10_000);
    execution.redrive();
    finish(execution, world);
    expect(world.clock.now() - execution.startDate).toBe(100_000);
  });

  test('a machine that ran out of time has its time anew', () => {
    const world = new World({ A: [later(9000, succeed(1)), later(3000, succeed(2))] });
    const { execution } = start({ ...task('A'), TimeoutSeconds: 5 }, { world });
    finish(execution, world);
    expect(execution.status).toBe('TIMED_OUT');
    execution.redrive();
    finish(execution, world);
    expect(output(execution)).toBe(2);
  });

  test('not after fourteen days, nor while it runs', () => {
    const world = new World({ A: [fail('E')] });
    const { execution } = start(task('A'), { world });
    expect(execution.status).toBe('FAILED');
    world.clock.advance(14 * 24 * 3_600_000 + 1);
    expect(execution.redriveInfo.status).toBe('NOT_REDRIVABLE');
    expect(() => execution.redrive()).toThrow('cannot be redriven');
  });
});

test('listeners hear of every end', () => {
  const world = new World({ A: [fail('E'), succeed(1)] });
  const { execution } = start(task('A'), { world });
  const heard: string[] = [];
  execution.onEnd(({ status }) => heard.push(status));
  execution.redrive();
  expect(heard).toEqual(['FAILED', 'SUCCEEDED']);
});
