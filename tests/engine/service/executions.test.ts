import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type Json, type OutputOf, type VirtualClock } from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
const waiting = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const passing = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

let engine: Engine<VirtualClock>;
beforeEach(() => {
  engine = createEngine();
});

async function create(name: string, definition: Json, more: Record<string, Json> = {}): Promise<string> {
  const output = await engine.call('CreateStateMachine', {
    name,
    roleArn,
    definition: JSON.stringify(definition),
    ...more,
  });
  return output.stateMachineArn as string;
}

async function start(stateMachineArn: string, more: Record<string, Json> = {}): Promise<string> {
  return (await engine.call('StartExecution', { stateMachineArn, ...more })).executionArn as string;
}

describe('an execution', () => {
  test('is described while it runs and after', async () => {
    const machine = await create('m', waiting);
    const executionArn = await start(machine, { name: 'x', input: '{ "a": 1 }' });
    expect(executionArn).toBe('arn:aws:states:us-east-1:123456789012:execution:m:x');
    const running = await engine.call('DescribeExecution', { executionArn });
    expect(running).toMatchObject({
      executionArn,
      stateMachineArn: machine,
      name: 'x',
      status: 'RUNNING',
      input: '{ "a": 1 }',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    expect(running.output).toBeUndefined();
    expect(running.stopDate).toBeUndefined();

    engine.clock.advance(60_000);
    const ended = await engine.call('DescribeExecution', { executionArn });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{ "a": 1 }', outputDetails: { included: true } });
    expect(Number(ended.stopDate) - Number(ended.startDate)).toBe(60);
  });

  test('is started once for the same name and input while it is open, and never again under its name', async () => {
    const machine = await create('m', waiting);
    const first = await engine.call('StartExecution', { stateMachineArn: machine, name: 'x', input: '1' });
    engine.clock.advance(1000);
    expect(await engine.call('StartExecution', { stateMachineArn: machine, name: 'x', input: '1' })).toEqual(first);
    await expect(start(machine, { name: 'x', input: '2' })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${String(first.executionArn)}'`,
    });
    engine.clock.advance(60_000);
    await expect(start(machine, { name: 'x', input: '1' })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    engine.clock.advance(90 * 24 * 3600_000);
    expect(await start(machine, { name: 'x', input: '1' })).toBe(first.executionArn);
  });

  test('is refused in the order of model, ARN, machine, name, input', async () => {
    const machine = await create('m', passing);
    const missing = machine.replace(/m$/, 'missing');
    const name = 'a'.repeat(81);
    await expect(start(missing, { name })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(start('not-an-arn', { name: 'a b' })).rejects.toMatchObject({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Invalid ARN prefix: not-an-arn'",
    });
    await expect(start(machine.replace('stateMachine', 'execution'))).rejects.toMatchObject({
      message: "Invalid Arn: 'Resource type not valid in this context: execution'",
    });
    await expect(start(missing, { name: 'a b', input: '{' })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await expect(start(machine, { name: 'a b', input: '{' })).rejects.toMatchObject({
      name: 'InvalidName',
      message: "Invalid Name: 'a b'",
    });
    await expect(start(machine, { name: 'a', input: '{' })).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
  });

  test('is stopped with its error and cause, once', async () => {
    const machine = await create('m', waiting);
    const executionArn = await start(machine);
    engine.clock.advance(1000);
    const { stopDate } = await engine.call('StopExecution', { executionArn, error: 'E', cause: 'C' });
    engine.clock.advance(1000);
    expect(await engine.call('StopExecution', { executionArn, error: 'other' })).toEqual({ stopDate });
    expect(await engine.call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'C',
      stopDate,
    });
  });

  test('its history is read by pages in both directions', async () => {
    const states = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `P${n}`,
        { Type: 'Pass', ...(n < 19 ? { Next: `P${n + 1}` } : { End: true }) },
      ]),
    );
    const executionArn = await start(await create('m', { StartAt: 'P0', States: states } as Json));
    for (const reverseOrder of [false, true]) {
      const ids: unknown[] = [];
      let nextToken: Json = null;
      do {
        const page: OutputOf<'GetExecutionHistory'> = await engine.call('GetExecutionHistory', {
          executionArn,
          maxResults: 7,
          reverseOrder,
          nextToken,
        });
        ids.push(...(page.events as { id: number }[]).map(({ id }) => id));
        nextToken = (page.nextToken as string | undefined) ?? null;
      } while (nextToken !== null);
      const expected = Array.from({ length: 42 }, (_, index) => index + 1);
      expect(ids).toEqual(reverseOrder ? expected.reverse() : expected);
    }
  });

  test('executions are listed newest first, by status, and by the version they were started with', async () => {
    const machine = await create('m', waiting, { publish: true });
    const first = await start(machine);
    const second = await start(`${machine}:1`);
    await engine.call('StopExecution', { executionArn: first });
    const list = async (request: Record<string, Json>) =>
      ((await engine.call('ListExecutions', request)).executions as { executionArn: string }[]).map(
        (item) => item.executionArn,
      );
    expect(await list({ stateMachineArn: machine })).toEqual([second, first]);
    expect(await list({ stateMachineArn: machine, statusFilter: 'ABORTED' })).toEqual([first]);
    expect(await list({ stateMachineArn: `${machine}:1` })).toEqual([second]);
    await expect(list({})).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(list({ stateMachineArn: `${machine}:2` })).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('an Express execution', () => {
  test('runs synchronously and is billed', async () => {
    const machine = await create('m', waiting, { type: 'EXPRESS' });
    const answer = engine.call('StartSyncExecution', { stateMachineArn: machine, input: '7', name: 'x' });
    await new Promise(setImmediate);
    expect(engine.account().load.syncExecutions).toBe(1);
    engine.clock.advanceToNext();
    expect(await answer).toMatchObject({
      executionArn: expect.stringMatching(/:express:m:x:[0-9a-f-]{36}$/),
      status: 'SUCCEEDED',
      input: '7',
      output: '7',
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 60_000 },
    });
    expect(engine.account().load.syncExecutions).toBe(0);
  });

  test('leaves no trace, and Standard machines do not run so', async () => {
    const express = await create('e', passing, { type: 'EXPRESS' });
    const executionArn = await start(express);
    await expect(engine.call('DescribeExecution', { executionArn })).rejects.toMatchObject({
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
    const unsupported = {
      name: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    };
    await expect(engine.call('ListExecutions', { stateMachineArn: express })).rejects.toMatchObject(unsupported);
    const standard = await create('s', passing);
    await expect(engine.call('StartSyncExecution', { stateMachineArn: standard })).rejects.toMatchObject(unsupported);
  });
});

describe('the edition of 2017', () => {
  test('has its operations and its members, and no others', async () => {
    engine = createEngine({ edition: '2017-03-30' });
    expect(engine.operations).toHaveLength(17);
    await expect(engine.call('TagResource', {})).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const machine = await create('m', waiting, { type: 'EXPRESS', publish: true });
    const executionArn = await start(machine);
    expect(Object.keys(await engine.call('DescribeStateMachine', { stateMachineArn: machine })).sort()).toEqual([
      'creationDate',
      'definition',
      'name',
      'roleArn',
      'stateMachineArn',
      'status',
    ]);
    expect(Object.keys(await engine.call('DescribeExecution', { executionArn })).sort()).toEqual([
      'executionArn',
      'input',
      'name',
      'startDate',
      'stateMachineArn',
      'status',
    ]);
    const { events } = await engine.call('GetExecutionHistory', { executionArn });
    expect((events as Json[])[1]).toMatchObject({
      type: 'WaitStateEntered',
      stateEnteredEventDetails: { name: 'W', input: '{}' },
    });
    expect(JSON.stringify(events)).not.toContain('inputDetails');
  });
});

test('the same seed and the same calls give the same answers', async () => {
  const run = async (seed: number) => {
    engine = createEngine({ seed });
    const executionArn = await start(await create('m', passing));
    return [executionArn, await engine.call('GetExecutionHistory', { executionArn })];
  };
  expect(await run(7)).toEqual(await run(7));
  expect(await run(7)).not.toEqual(await run(8));
});
