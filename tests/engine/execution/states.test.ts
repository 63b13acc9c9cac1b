import { describe, expect, test } from 'vitest';
import { details, events, fail, later, lines, output, run, silence, start, succeed } from './world.js';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const activity = 'arn:aws:states:us-east-1:123456789012:activity:work';
const sqs = 'arn:aws:states:::sqs:sendMessage';

const machine = (state: object, more: object = {}) => ({ StartAt: 'S', States: { S: state, ...more } });

describe('histories of single states', () => {
  test.each([
    {
      what: 'Pass',
      definition: machine({ Type: 'Pass', End: true }),
      history: ['1<0 ExecutionStarted', '2<0 PassStateEntered S', '3<2 PassStateExited S', '4<3 ExecutionSucceeded'],
    },
    {
      what: 'Succeed',
      definition: machine({ Type: 'Succeed' }),
      history: [
        '1<0 ExecutionStarted',
        '2<0 SucceedStateEntered S',
        '3<2 SucceedStateExited S',
        '4<3 ExecutionSucceeded',
      ],
    },
    {
      what: 'Fail',
      definition: machine({ Type: 'Fail', Error: 'E', Cause: 'c' }),
      history: ['1<0 ExecutionStarted', '2<0 FailStateEntered S', '3<2 ExecutionFailed E'],
    },
    {
      what: 'Wait',
      definition: machine({ Type: 'Wait', Seconds: 5, End: true }),
      history: ['1<0 ExecutionStarted', '2<0 WaitStateEntered S', '3<2 WaitStateExited S', '4<3 ExecutionSucceeded'],
    },
    {
      what: 'a Choice that matches nothing',
      definition: machine(
        { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'T' }] },
        { T: { Type: 'Succeed' } },
      ),
      input: { n: 2 },
      history: ['1<0 ExecutionStarted', '2<0 ChoiceStateEntered S', '3<2 ExecutionFailed States.Runtime'],
    },
    {
      what: 'a function',
      definition: machine({ Type: 'Task', Resource: lambda, End: true }),
      script: { S: [succeed(1)] },
      history: [
        '1<0 ExecutionStarted',
        '2<0 TaskStateEntered S',
        '3<2 LambdaFunctionScheduled',
        '4<3 LambdaFunctionStarted',
        '5<4 LambdaFunctionSucceeded',
        '6<5 TaskStateExited S',
        '7<6 ExecutionSucceeded',
      ],
    },
    {
      what: 'an activity that fails',
      definition: machine({ Type: 'Task', Resource: activity, End: true }),
      script: { S: [fail('E', 'c')] },
      history: [
        '1<0 ExecutionStarted',
        '2<0 TaskStateEntered S',
        '3<2 ActivityScheduled',
        '4<3 ActivityStarted',
        '5<4 ActivityFailed E',
        '6<5 ExecutionFailed E',
      ],
    },
    {
      what: 'an integration',
      definition: machine({ Type: 'Task', Resource: sqs, End: true }),
      script: { S: [succeed(1)] },
      history: [
        '1<0 ExecutionStarted',
        '2<0 TaskStateEntered S',
        '3<2 TaskScheduled',
        '4<3 TaskStarted',
        '5<4 TaskSucceeded',
        '6<5 TaskStateExited S',
        '7<6 ExecutionSucceeded',
      ],
    },
  ])('$what', ({ definition, input, script, history }) => {
    expect(lines(run(definition, { input: input ?? {}, script: script ?? {} }))).toEqual(history);
  });
});

describe('details', () => {
  test('inputs and outputs keep the text they came with', () => {
    const execution = run(machine({ Type: 'Pass', End: true }), { input: '[1, 2,  {"a": 0.0}]' });
    expect(events(execution).map(details)).toEqual([
      {
        roleArn: 'arn:aws:iam::123456789012:role/role',
        input: '[1, 2,  {"a": 0.0}]',
        inputDetails: { truncated: false },
      },
      { name: 'S', input: '[1, 2,  {"a": 0.0}]', inputDetails: { truncated: false } },
      { name: 'S', output: '[1, 2,  {"a": 0.0}]', outputDetails: { truncated: false } },
      { output: '[1, 2,  {"a": 0.0}]', outputDetails: { truncated: false } },
    ]);
  });

  test('a literal Result is written compactly', () => {
    const execution = run(machine({ Type: 'Pass', Result: [1, { a: 2 }], End: true }));
    expect(execution.output?.text).toBe('[1,{"a":2}]');
  });

  test('an activity names its worker and its limits, as far as they are there', () => {
    const limited = run(
      machine({ Type: 'Task', Resource: activity, TimeoutSeconds: 60, HeartbeatSeconds: 10, End: true }),
      {
        script: {
          S: [
            (progress) => {
              progress.started('w');
              progress.fail();
            },
          ],
        },
      },
    );
    expect(events(limited).slice(2).map(details)).toEqual([
      {
        resource: activity,
        timeoutInSeconds: 60,
        heartbeatInSeconds: 10,
        input: '{}',
        inputDetails: { truncated: false },
      },
      { workerName: 'w' },
      {},
      {},
    ]);
  });

  test('an integration names its resource in every event', () => {
    const execution = run(machine({ Type: 'Task', Resource: `${sqs}.waitForTaskToken`, End: true }), {
      script: {
        S: [
          (progress, request) => {
            expect(request).toMatchObject({ service: 'sqs', action: 'sendMessage', pattern: 'wait-for-task-token' });
            progress.started();
            progress.submitted(request.input);
            progress.succeed(request.input);
          },
        ],
      },
    });
    const named = { resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken' };
    expect(events(execution).slice(2, 6).map(details)).toEqual([
      { ...named, region: 'us-east-1', parameters: '{}' },
      named,
      { ...named, output: '{}', outputDetails: { truncated: false } },
      { ...named, output: '{}', outputDetails: { truncated: false } },
    ]);
  });

  test.each([
    [
      'arn:aws:states:::aws-sdk:sfn:startExecution',
      'aws-sdk:sfn',
      'startExecution',
      'startExecution',
      'request-response',
    ],
    ['arn:aws:states:::states:startExecution.sync:2', 'states', 'startExecution', 'startExecution.sync:2', 'sync:2'],
    ['arn:aws:states:::states:startExecution.sync', 'states', 'startExecution', 'startExecution.sync', 'sync'],
    ['arn:aws-cn:states:::http:invoke', 'http', 'invoke', 'invoke', 'request-response'],
  ])('%s', (Resource, service, action, api, pattern) => {
    const { execution, world } = start(machine({ Type: 'Task', Resource, End: true }), { script: { S: [silence] } });
    expect(world.requests[0]).toMatchObject({ kind: 'integration', service, action, pattern });
    expect(details(events(execution)[2]!)).toMatchObject({ resourceType: service, resource: api });
  });

  test.each([
    [{ Type: 'Fail' }, {}],
    [{ Type: 'Fail', Error: 'E' }, { error: 'E' }],
    [{ Type: 'Fail', Cause: 'c' }, { cause: 'c' }],
  ])('a failure has what the state gave: %j', (state, expected) => {
    const execution = run(machine(state));
    expect(details(events(execution)[2]!)).toEqual(expected);
    expect({
      ...(execution.error && { error: execution.error }),
      ...(execution.cause && { cause: execution.cause }),
    }).toEqual(expected);
  });
});

describe('times', () => {
  test('a Wait of a year takes no time, and shows a year', () => {
    const execution = run(machine({ Type: 'Wait', Seconds: 31_536_000, End: true }));
    const [, entered, exited] = events(execution);
    expect(exited!.timestamp - entered!.timestamp).toBe(31_536_000);
  });

  test.each([
    ['SecondsPath', { SecondsPath: '$.seconds' }, 7],
    ['Timestamp', { Timestamp: '2017-03-30T00:01:00Z' }, 60],
    ['TimestampPath', { TimestampPath: '$.until' }, 90],
    ['a timestamp that is past', { Timestamp: '2016-01-01T00:00:00Z' }, 0],
  ])('%s', (_what, fields, seconds) => {
    const execution = run(machine({ Type: 'Wait', ...fields, End: true }), {
      input: { seconds: 7, until: '2017-03-30T02:01:30+02:00' },
    });
    const [, entered, exited] = events(execution);
    expect(exited!.timestamp - entered!.timestamp).toBe(seconds);
  });

  test.each([
    ['SecondsPath', '$.text', 'The SecondsPath parameter cannot be parsed as a long value: $.text == x'],
    ['SecondsPath', '$.negative', 'The SecondsPath parameter references a negative value: $.negative == -1'],
    [
      'TimestampPath',
      '$.text',
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.text == x',
    ],
  ])('%s that leads to something else', (field, path, cause) => {
    const execution = run(machine({ Type: 'Wait', [field]: path, End: true }), { input: { text: 'x', negative: -1 } });
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'S' (entered at the event id #2). ${cause}`,
    });
  });
});

describe('data flow', () => {
  const input = { a: { b: 1 }, keep: true };
  test.each<[string, object, unknown]>([
    ['InputPath', { InputPath: '$.a' }, { b: 1 }],
    ['InputPath null', { InputPath: null }, {}],
    ['OutputPath', { OutputPath: '$.a.b' }, 1],
    ['OutputPath null', { OutputPath: null }, {}],
    ['Result and ResultPath', { Result: 2, ResultPath: '$.a.c' }, { a: { b: 1, c: 2 }, keep: true }],
    ['ResultPath null', { Result: 2, ResultPath: null }, input],
    [
      'ResultPath with InputPath writes into the state input',
      { InputPath: '$.a', ResultPath: '$.copy' },
      { ...input, copy: { b: 1 } },
    ],
    ['Parameters', { Parameters: { 'x.$': '$.a.b', y: 1 } }, { x: 1, y: 1 }],
    ['InputPath before Parameters', { InputPath: '$.a', Parameters: { 'x.$': '$.b' } }, { x: 1 }],
    ['Result beats Parameters', { Parameters: { x: 1 }, Result: 3 }, 3],
  ])('%s', (_what, fields, expected) => {
    expect(output(run(machine({ Type: 'Pass', ...fields, End: true }), { input }))).toEqual(expected);
  });

  test('ResultSelector shapes the answer before ResultPath places it', () => {
    const state = {
      Type: 'Task',
      Resource: lambda,
      ResultSelector: { 'n.$': '$.deep.n' },
      ResultPath: '$.r',
      OutputPath: '$.r',
      End: true,
    };
    expect(output(run(machine(state), { input, script: { S: [succeed({ deep: { n: 5 } })] } }))).toEqual({ n: 5 });
  });

  test('a path that leads nowhere ends the execution, and no Catch stops that', () => {
    const state = {
      Type: 'Task',
      Resource: lambda,
      InputPath: '$.no',
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'T' }],
      End: true,
    };
    const execution = run(machine(state, { T: { Type: 'Succeed' } }), { input });
    expect(lines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered S',
      '3<2 ExecutionFailed States.Runtime',
    ]);
    expect(execution.cause).toBe(
      "An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']",
    );
  });
});

describe('limits', () => {
  test('a state that passes on too much fails', () => {
    const Result = 'x'.repeat(262_143);
    const execution = run(machine({ Type: 'Pass', Result, End: true }));
    expect(execution).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
    expect(run(machine({ Type: 'Pass', Result: 'x'.repeat(262_142), End: true })).status).toBe('SUCCEEDED');
  });

  test('a task that answers too much fails, by a name that only itself catches', () => {
    const state = (name: string) =>
      machine(
        {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Catch: [{ ErrorEquals: [name], Next: 'T' }],
          End: true,
        },
        { T: { Type: 'Succeed' } },
      );
    const script = { S: [succeed('x'.repeat(262_144))] };
    const uncaught = run(state('States.ALL'), { script });
    expect(uncaught.error).toBe('States.DataLimitExceeded');
    expect(uncaught.cause).toBe(
      "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
    expect(lines(uncaught).at(-2)).toBe('5<4 TaskFailed States.DataLimitExceeded');
    expect(run(state('States.DataLimitExceeded'), { script }).status).toBe('SUCCEEDED');
  });

  test('a loop ends with the event 25,000', () => {
    const execution = run({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } });
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(lines(execution).slice(-2)).toEqual([
      '24999<24998 PassStateExited A',
      '25000<24999 ExecutionFailed States.Runtime',
    ]);
  });

  test('an EXPRESS loop ends too', () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
    expect(start(loop, { type: 'EXPRESS' }).execution.status).toBe('TIMED_OUT');
  });

  test('an execution that succeeds as its event 25,000 succeeds', () => {
    const steps = (25_000 - 2) / 2;
    const States = Object.fromEntries(
      Array.from({ length: steps }, (_, index) => [
        `S${index}`,
        index === steps - 1 ? { Type: 'Pass', End: true } : { Type: 'Pass', Next: `S${index + 1}` },
      ]),
    );
    const execution = run({ StartAt: 'S0', States });
    expect([execution.status, execution.history.length]).toEqual(['SUCCEEDED', 25_000]);
  });
});

describe('the 2017 edition', () => {
  const options = { edition: '2017-03-30' } as const;

  test('its histories know neither details of data nor the inner events of Parallel', () => {
    const parallel = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
        { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 1, End: true } } },
      ],
      End: true,
    };
    const execution = run(machine(parallel), options);
    expect(lines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered S',
      '3<2 PassStateEntered A',
      '4<3 PassStateExited A',
      '5<2 WaitStateEntered B',
      '6<5 WaitStateExited B',
      '7<6 ParallelStateExited S',
      '8<7 ExecutionSucceeded',
    ]);
    expect(JSON.stringify(events(execution))).not.toContain('Details":{"truncated');
  });

  test('a branch that fails stops the others without a trace', () => {
    const parallel = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: { Type: 'Task', Resource: lambda, End: true } } },
        { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 9, End: true } } },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'T' }],
      Next: 'T',
    };
    const execution = run(machine(parallel, { T: { Type: 'Succeed' } }), {
      ...options,
      script: { A: [later(1000, fail('E', 'c'))] },
    });
    expect(lines(execution).slice(4)).toEqual([
      '5<2 WaitStateEntered B',
      '6<4 LambdaFunctionStarted',
      '7<6 LambdaFunctionFailed E',
      '8<7 ParallelStateExited S',
      '9<8 SucceedStateEntered T',
      '10<9 SucceedStateExited T',
      '11<10 ExecutionSucceeded',
    ]);
    expect(output(execution)).toEqual({ error: { Error: 'E', Cause: 'c' } });
  });

  test('its data are limited to 32,768 characters', () => {
    expect(run(machine({ Type: 'Pass', Result: 'x'.repeat(32_767), End: true }), options).cause).toBe(
      "The state/task 'S' returned a result with a size exceeding the maximum number of characters service limit.",
    );
  });
});
