import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type Json, type Output, type VirtualClock } from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
let engine: Engine<VirtualClock>;
let failing: Set<number>;
beforeEach(() => {
  failing = new Set();
  engine = createEngine({
    functions: {
      f: (n) => {
        if (failing.has(Number(n))) throw new Error(`no ${String(n)}`);
        return Number(n) * 2;
      },
    },
  });
});

const distributed = (
  more: Record<string, Json> = {},
  state: Json = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true },
): Json => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      Label: 'items',
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'T',
        States: { T: state },
      },
      End: true,
      ...more,
    },
  },
});

async function start(definition: Json, input: Json): Promise<string> {
  const created = await engine.call('CreateStateMachine', {
    name: 'm',
    roleArn,
    definition: JSON.stringify(definition),
  });
  const started = await engine.call('StartExecution', {
    stateMachineArn: created.stateMachineArn as string,
    input: JSON.stringify(input),
  });
  return started.executionArn as string;
}

const items = (output: Output, member: string) => output[member] as Record<string, unknown>[];

describe('a Map Run', () => {
  test('is listed and described, with its child executions', async () => {
    const executionArn = await start(distributed(), [1, 2, 3]);
    expect(await engine.finish(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[2,4,6]' });
    const [run] = items(await engine.call('ListMapRuns', { executionArn }), 'mapRuns');
    expect(run).toMatchObject({
      executionArn,
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m/items',
      mapRunArn: expect.stringMatching(/:mapRun:m\/items:[0-9a-f-]{36}$/),
      startDate: expect.any(Number),
      stopDate: expect.any(Number),
    });
    const mapRunArn = run?.mapRunArn as string;
    expect(await engine.call('DescribeMapRun', { mapRunArn })).toMatchObject({
      mapRunArn,
      executionArn,
      status: 'SUCCEEDED',
      maxConcurrency: 2,
      toleratedFailureCount: 0,
      toleratedFailurePercentage: 0,
      itemCounts: { total: 3, succeeded: 3, failed: 0, pending: 0, running: 0 },
      executionCounts: { total: 3, succeeded: 3 },
    });
    const children = items(await engine.call('ListExecutions', { mapRunArn }), 'executions');
    expect(children).toHaveLength(3);
    expect(children[0]).toMatchObject({ mapRunArn, status: 'SUCCEEDED', stateMachineArn: run?.stateMachineArn });
    const child = children[0]?.executionArn as string;
    expect(child).toMatch(/:execution:m\/items:[0-9a-f-]{36}$/);
    expect(await engine.call('DescribeExecution', { executionArn: child })).toMatchObject({
      mapRunArn,
      status: 'SUCCEEDED',
    });
    expect(items(await engine.call('GetExecutionHistory', { executionArn: child }), 'events')[0]).toMatchObject({
      type: 'ExecutionStarted',
    });
    expect(await engine.call('DescribeStateMachineForExecution', { executionArn: child })).toMatchObject({
      mapRunArn,
      label: 'items',
    });
    const [first] = items(await engine.call('ListExecutions', { mapRunArn, maxResults: 1 }), 'executions');
    expect(first).toEqual(children[0]);
  });

  test('can be changed while it runs, and no longer', async () => {
    const executionArn = await start(distributed({}, { Type: 'Wait', Seconds: 60, End: true }), [1, 2, 3]);
    const [run] = items(await engine.call('ListMapRuns', { executionArn }), 'mapRuns');
    const mapRunArn = run?.mapRunArn as string;
    expect(await engine.call('UpdateMapRun', { mapRunArn, maxConcurrency: 3, toleratedFailureCount: 1 })).toEqual({});
    expect(await engine.call('DescribeMapRun', { mapRunArn })).toMatchObject({
      status: 'RUNNING',
      maxConcurrency: 3,
      toleratedFailureCount: 1,
    });
    await expect(engine.call('UpdateMapRun', { mapRunArn })).rejects.toMatchObject({ name: 'ValidationException' });
    await engine.finish(executionArn);
    await expect(engine.call('UpdateMapRun', { mapRunArn, maxConcurrency: 1 })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    for (const operation of ['DescribeMapRun', 'UpdateMapRun', 'ListExecutions']) {
      await expect(engine.call(operation, { mapRunArn: `${mapRunArn}0` })).rejects.toMatchObject({
        name: 'ResourceNotFound',
      });
    }
  });
});

describe('a redrive', () => {
  test('goes on where the execution failed, once more and with a token only once', async () => {
    failing.add(2);
    const executionArn = await start(distributed(), [1, 2, 3]);
    expect(await engine.finish(executionArn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    failing.clear();
    engine.clock.advance(1000);
    const redriven = await engine.call('RedriveExecution', { executionArn, clientToken: 'x' });
    expect(await engine.call('RedriveExecution', { executionArn, clientToken: 'x' })).toEqual(redriven);
    const description = await engine.finish(executionArn);
    expect(description).toMatchObject({
      status: 'SUCCEEDED',
      output: '[2,4,6]',
      redriveCount: 1,
      redriveDate: redriven.redriveDate,
    });
    await expect(engine.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: expect.stringContaining('Execution is SUCCEEDED and cannot be redriven'),
    });
    expect(engine.account().openExecutions).toBe(0);
  });
});

describe('one state on its own', () => {
  const testState = (request: Record<string, Json>) => engine.call('TestState', request);

  test('is run with a mock, or for real', async () => {
    const definition = JSON.stringify({
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      End: true,
    });
    expect(await testState({ definition, roleArn, input: '4' })).toMatchObject({ status: 'SUCCEEDED', output: '8' });
    expect(await testState({ definition, input: '4', mock: { result: '9' } })).toMatchObject({
      status: 'SUCCEEDED',
      output: '9',
    });
  });

  test.each<[Record<string, Json>, string, RegExp]>([
    [{ input: '{' }, 'InvalidExecutionInput', /./],
    [{ variables: '[]' }, 'ValidationException', /^Variables must be a JSON object$/],
    [{ context: '{"Map": {}}' }, 'ValidationException', /'Map' field is not supported/],
    [{ context: '{"State": []}' }, 'ValidationException', /State must be an object$/],
    [{ roleArn: 'x' }, 'InvalidArn', /Invalid ARN prefix: x/],
    [{ definition: '{"Type": "Nothing"}' }, 'InvalidDefinition', /^Invalid State Machine Definition: /],
    [
      { stateName: 'X', definition: '{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}' },
      'ValidationException',
      /X/,
    ],
  ])('is refused with %j', async (more, name, message) => {
    const definition = '{"Type": "Pass", "End": true}';
    await expect(testState({ definition, ...more })).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  test('definitions are validated without being created', async () => {
    const validate = (definition: string, more: Record<string, Json> = {}) =>
      engine.call('ValidateStateMachineDefinition', { definition, ...more });
    expect(await validate('{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}')).toEqual({
      result: 'OK',
      diagnostics: [],
      truncated: false,
    });
    expect(await validate('{"States": {"P": {"Type": "Succeed"}}}')).toEqual({
      result: 'FAIL',
      diagnostics: [
        {
          severity: 'ERROR',
          code: 'SCHEMA_VALIDATION_FAILED',
          message: 'These fields are required: [StartAt]',
          location: '/',
        },
      ],
      truncated: false,
    });
  });
});
