import { describe, expect, test } from 'vitest';
import { Doc, type Json, type JsonObject } from '../../../engine/asl/doc.js';
import { type TestStateRequest, testState } from '../../../engine/execution/index.js';
import { fail, succeed, World } from './world.js';

const roleArn = 'arn:aws:iam::123456789012:role/role';
const lambda = 'arn:aws:states:::lambda:invoke';

async function probe(
  definition: object,
  request: Partial<TestStateRequest> & { data?: Json } = {},
  world = new World(),
) {
  const { data = { n: 1 }, ...rest } = request;
  const { inspectionData, ...result } = await testState(
    {
      definition: definition as JsonObject,
      input: Doc.of(data),
      inspectionLevel: 'DEBUG',
      revealSecrets: false,
      ...rest,
    },
    { edition: 'current' },
    world,
  );
  return { ...result, ...(inspectionData !== undefined && { inspectionData: parsed(inspectionData) }) };
}

/** Inspection data with its texts read. */
const parsed = (data: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? (JSON.parse(value) as Json) : value,
    ]),
  );

describe('what each state shows', () => {
  const flow = { input: { n: 1 } };
  test.each<[string, object, object]>([
    [
      'a JSONPath Pass',
      { Type: 'Pass', InputPath: '$', Parameters: { 'm.$': '$.n' }, ResultPath: '$.r', Next: 'There' },
      {
        status: 'SUCCEEDED',
        output: '{"n":1,"r":{"m":1}}',
        nextState: 'There',
        inspectionData: {
          ...flow,
          afterInputPath: { n: 1 },
          afterParameters: { m: 1 },
          afterResultSelector: { m: 1 },
          afterResultPath: { n: 1, r: { m: 1 } },
        },
      },
    ],
    [
      'a JSONata Pass',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.n %}', End: true },
      { status: 'SUCCEEDED', output: '1', inspectionData: flow },
    ],
    [
      'a Succeed',
      { Type: 'Succeed' },
      { status: 'SUCCEEDED', output: '{"n":1}', inspectionData: { ...flow, afterInputPath: { n: 1 } } },
    ],
    [
      'a Fail',
      { Type: 'Fail', Error: 'E', Cause: 'c' },
      { status: 'FAILED', error: 'E', cause: 'c', inspectionData: flow },
    ],
    [
      'a Wait, without waiting',
      { Type: 'Wait', Seconds: 99, End: true },
      { status: 'SUCCEEDED', output: '{"n":1}', inspectionData: { ...flow, afterInputPath: { n: 1 } } },
    ],
    [
      'a Choice',
      { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }], Default: 'Other' },
      {
        status: 'SUCCEEDED',
        output: '{"n":1}',
        nextState: 'One',
        inspectionData: { ...flow, afterInputPath: { n: 1 } },
      },
    ],
    [
      'a path that leads nowhere',
      { Type: 'Pass', InputPath: '$.no', End: true },
      {
        status: 'FAILED',
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'StateName' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']",
        inspectionData: flow,
      },
    ],
  ])('%s', async (_what, definition, expected) => {
    expect(await probe(definition)).toEqual(expected);
  });

  test('at level INFO nothing of it', async () => {
    expect(await probe({ Type: 'Pass', End: true }, { inspectionLevel: 'INFO' })).toEqual({
      status: 'SUCCEEDED',
      output: '{"n":1}',
    });
  });
});

describe('tasks', () => {
  const task = { Type: 'Task', Resource: lambda, Parameters: { FunctionName: 'f', 'Payload.$': '$.n' }, End: true };

  test('the host does the work', async () => {
    const world = new World({ StateName: [succeed({ Payload: 5 })] });
    expect(await probe({ ...task, ResultSelector: { 'p.$': '$.Payload' } }, { roleArn }, world)).toEqual({
      status: 'SUCCEEDED',
      output: '{"p":5}',
      inspectionData: {
        input: { n: 1 },
        afterInputPath: { n: 1 },
        afterParameters: { FunctionName: 'f', Payload: 1 },
        result: { Payload: 5 },
        afterResultSelector: { p: 5 },
        afterResultPath: { p: 5 },
      },
    });
    expect(world.clock.next).toBeUndefined();
  });

  test('a mock does it in its place', async () => {
    const result = await probe(
      { ...task, QueryLanguage: 'JSONata', Parameters: undefined, Arguments: { a: '{% $states.input.n %}' } } as object,
      {
        mock: { result: Doc.of({ StatusCode: 200 }) },
      },
    );
    expect(result).toEqual({
      status: 'SUCCEEDED',
      output: '{"StatusCode":200}',
      inspectionData: { input: { n: 1 }, afterArguments: { a: 1 }, result: { StatusCode: 200 } },
    });
  });

  test('without a role or a mock there is no test', async () => {
    await expect(probe(task)).rejects.toThrow('RoleArn must be specified when testing a Task state');
  });

  const handled = {
    ...task,
    Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 3 }],
    Catch: [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'Handler' }],
  };
  const mock = { errorOutput: { error: 'E', cause: 'c' } };

  test.each([
    [0, 3],
    [1, 6],
  ])('a failure that would be retried after %i retries', async (retrierRetryCount, retryBackoffIntervalSeconds) => {
    expect(await probe(handled, { mock, stateConfiguration: { retrierRetryCount } })).toMatchObject({
      status: 'RETRIABLE',
      error: 'E',
      cause: 'c',
      inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds } },
    });
  });

  test('a failure that would be caught', async () => {
    expect(await probe(handled, { mock, stateConfiguration: { retrierRetryCount: 2 } })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'E',
      output: '{"n":1,"error":{"Error":"E","Cause":"c"}}',
      nextState: 'Handler',
      inspectionData: { errorDetails: { catchIndex: 0 } },
    });
  });

  test('a failure of the work itself', async () => {
    expect(await probe(task, { roleArn }, new World({ StateName: [fail('X', 'y')] }))).toMatchObject({
      status: 'FAILED',
      error: 'X',
      cause: 'y',
    });
  });
});

describe('Parallel and Map', () => {
  const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const parallel = { Type: 'Parallel', Branches: [pass], ResultPath: '$.r', End: true };
  const map = { Type: 'Map', ItemsPath: '$.list', ItemProcessor: pass, ToleratedFailureCount: 1, End: true };
  const data = { list: [1, 2, 3] };

  test.each([[parallel], [map]])('need a mock', async (definition) => {
    await expect(probe(definition)).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });

  test('a Parallel shows its result only', async () => {
    expect(await probe(parallel, { mock: { result: Doc.of([7]) } })).toEqual({
      status: 'SUCCEEDED',
      output: '{"n":1,"r":[7]}',
      inspectionData: { input: { n: 1 }, afterResultSelector: [7], afterResultPath: { n: 1, r: [7] } },
    });
  });

  test('a Map shows its items and limits', async () => {
    expect(
      await probe({ ...map, ItemSelector: { 'v.$': '$$.Map.Item.Value' } }, { data, mock: { result: Doc.of([0]) } }),
    ).toMatchObject({
      output: '[0]',
      inspectionData: {
        afterItemsPath: [1, 2, 3],
        afterItemSelector: [{ v: 1 }, { v: 2 }, { v: 3 }],
        maxConcurrency: 0,
        toleratedFailureCount: 1,
      },
    });
  });

  test('iterations that fail: some are tolerated, not more than there are', async () => {
    const failed = (mapIterationFailureCount: number) =>
      probe(map, { data, mock: { errorOutput: { error: 'E' } }, stateConfiguration: { mapIterationFailureCount } });
    expect(await failed(1)).toMatchObject({ status: 'FAILED', error: 'E' });
    expect(await failed(2)).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    await expect(failed(4)).rejects.toThrow(
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  });

  test('a mocked result has the shape that the state gives', async () => {
    await expect(probe(map, { data, mock: { result: Doc.of({}) } })).rejects.toThrow(
      'Mocked result must be a JSON array.',
    );
  });
});

describe('where the state believes to be', () => {
  const show = { Type: 'Pass', InputPath: '$$', End: true };

  test('a context object of its own', async () => {
    const { output = '' } = await probe(show, {
      roleArn,
      scope: { partition: 'aws', region: 'eu-west-1', accountId: '1' },
    });
    expect(JSON.parse(output)).toEqual({
      Execution: {
        Id: expect.stringMatching(/^arn:aws:states:eu-west-1:1:express:[^:]+:[^:]+$/),
        Input: { n: 1 },
        Name: expect.any(String),
        RoleArn: roleArn,
        StartTime: '2017-03-30T00:00:00.000Z',
      },
      StateMachine: {
        Id: expect.stringMatching(/^arn:aws:states:eu-west-1:1:stateMachine:/),
        Name: expect.any(String),
      },
      State: { Name: 'StateName', EnteredTime: '2017-03-30T00:00:00.000Z' },
    });
  });

  test('or the one it is given, as it is', async () => {
    expect(await probe(show, { context: { Execution: { Id: 'x' } } })).toMatchObject({
      output: '{"Execution":{"Id":"x"}}',
    });
  });

  test('a state of a machine, however deep, with variables', async () => {
    const machine = {
      QueryLanguage: 'JSONata',
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Deep',
            States: { Deep: { Type: 'Pass', Output: '{% $v + 1 %}', Assign: { w: '{% $v %}' }, End: true } },
          },
          End: true,
        },
      },
    };
    expect(await probe(machine, { stateName: 'Deep', variables: { v: 4 } })).toEqual({
      status: 'SUCCEEDED',
      output: '5',
      inspectionData: { input: { n: 1 }, variables: { v: 4, w: 4 } },
    });
    await expect(probe(machine, { stateName: 'None' })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
