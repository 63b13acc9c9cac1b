import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type Json,
  TaskError,
  type VirtualClock,
} from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

let engine: Engine<VirtualClock>;
const make = (options: EngineOptions & { clock?: 'virtual' } = {}) => {
  engine = createEngine(options);
};

const task = (Resource: string, more: Record<string, Json> = {}): Json => ({
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource, End: true, ...more } },
});

async function create(name: string, definition: Json): Promise<string> {
  const created = await engine.call('CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) });
  return created.stateMachineArn as string;
}

async function run(definition: Json, input: Json = {}) {
  const stateMachineArn = await create('m', definition);
  const started = await engine.call('StartExecution', { stateMachineArn, input: JSON.stringify(input) });
  const description = await engine.finish(started.executionArn as string);
  const output = description.output === undefined ? undefined : (JSON.parse(description.output as string) as Json);
  const { status, error, cause } = description as { status: string; error?: string; cause?: string };
  return { status, error, cause, executionArn: started.executionArn, output: description.output, parsed: output };
}

async function types(executionArn: unknown) {
  const { events } = await engine.call('GetExecutionHistory', { executionArn: executionArn as string });
  return (events as { type: string }[]).map(({ type }) => type);
}

describe('Lambda functions in process', () => {
  test('get the input and return the output', async () => {
    make({ functions: { f: (event) => ({ got: event }) } });
    expect(await run(task(functionArn), { a: 1 })).toMatchObject({ status: 'SUCCEEDED', parsed: { got: { a: 1 } } });
  });

  test('fail with the name and message of what they throw', async () => {
    class Custom extends Error {
      override name = 'Custom';
    }
    make({
      functions: {
        f: async () => {
          throw new Custom('no');
        },
      },
    });
    expect(await run(task(functionArn))).toMatchObject({
      status: 'FAILED',
      error: 'Custom',
      cause: '{"errorType":"Custom","errorMessage":"no"}',
    });
  });

  test('are invoked by the optimised integration', async () => {
    make({ functions: { f: (event) => [event] } });
    const definition = task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'f', 'Payload.$': '$' } });
    expect((await run(definition, { a: 1 })).parsed).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: [{ a: 1 }],
      SdkHttpMetadata: { HttpHeaders: { 'Content-Length': '9' }, HttpStatusCode: 200 },
      StatusCode: 200,
    });
  });

  test('that are not there fail the task', async () => {
    make();
    expect(await run(task(functionArn))).toMatchObject({
      error: 'States.TaskFailed',
      cause: expect.stringContaining(functionArn),
    });
    make({ functions: { g: () => 1 } });
    expect(await run(task(functionArn))).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
      cause: expect.stringMatching(
        /^Function not found: .*:function:f:\$LATEST \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]+; Proxy: null\)$/,
      ),
    });
  });
});

describe('a Lambda endpoint', () => {
  async function endpoint(
    answer: (name: string, event: string) => { status?: number; headers?: Record<string, string>; body: string },
  ) {
    const server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      request.on('end', () => {
        const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
        const { status = 200, headers = {}, body } = answer(decodeURIComponent(name), text);
        response.writeHead(status, headers).end(body);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('is asked for the function, and its text is passed on', async () => {
    const calls: string[] = [];
    make({
      lambdaEndpoint: await endpoint((name, event) => {
        calls.push(`${name} ${event}`);
        return { body: '{"x": 1.0}' };
      }),
    });
    const description = await run(task(functionArn), [1]);
    expect(calls).toEqual([`${functionArn} [1]`]);
    expect(description.output).toBe('{"x": 1.0}');
  });

  test('reports function errors, refusals and silence', async () => {
    const failing = { 'x-amz-function-error': 'Unhandled' };
    make({
      lambdaEndpoint: await endpoint(() => ({ headers: failing, body: '{"errorType":"E","errorMessage":"m"}' })),
    });
    expect(await run(task(functionArn))).toMatchObject({ error: 'E', cause: '{"errorType":"E","errorMessage":"m"}' });
    const refusing = { 'x-amzn-errortype': 'TooManyRequestsException' };
    make({ lambdaEndpoint: await endpoint(() => ({ status: 429, headers: refusing, body: '{"Message":"slow"}' })) });
    expect(await run(task(functionArn))).toMatchObject({
      error: 'Lambda.TooManyRequestsException',
      cause: expect.stringMatching(/^slow \(Service/),
    });
    make({ lambdaEndpoint: 'http://127.0.0.1:1' });
    expect(await run(task(functionArn))).toMatchObject({ error: 'Lambda.SdkClientException' });
  });
});

describe('Step Functions as a task', () => {
  const child = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { done: true }, End: true } } };
  const failing = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } } };
  const parameters = (StateMachineArn: string) => ({ Parameters: { StateMachineArn, Input: { n: 1 }, Name: 'c' } });

  test('starts an execution', async () => {
    make();
    const arn = await create('child', child);
    const { parsed } = await run(task('arn:aws:states:::states:startExecution', parameters(arn)));
    expect(parsed).toMatchObject({
      ExecutionArn: expect.stringMatching(/:execution:child:c$/),
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  test.each([
    ['.sync', '{"n":1}', '{"done":true}'],
    ['.sync:2', { n: 1 }, { done: true }],
  ])('waits for it with %s', async (pattern, Input, Output) => {
    make();
    const arn = await create('child', child);
    const { parsed, executionArn } = await run(
      task(`arn:aws:states:::states:startExecution${pattern}`, parameters(arn)),
    );
    expect(parsed).toMatchObject({ Input, Output, Status: 'SUCCEEDED', Name: 'c', InputDetails: { Included: true } });
    expect(await types(executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('fails with the failed child as its cause', async () => {
    make();
    const arn = await create('child', failing);
    const { error, cause } = await run(task('arn:aws:states:::states:startExecution.sync', parameters(arn)));
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause as string)).toMatchObject({ Cause: 'C', Error: 'E', Status: 'FAILED', Input: '{"n":1}' });
  });

  test('reports a machine that does not exist', async () => {
    make();
    const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:nobody';
    expect(await run(task('arn:aws:states:::states:startExecution', parameters(arn)))).toMatchObject({
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: expect.stringMatching(
        /^State Machine Does Not Exist: '.*' \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: .*; Proxy: null\)$/,
      ),
    });
  });

  test.each([
    ['startExecution', ['TaskStarted', 'TaskFailed']],
    ['startExecution.sync', ['TaskStarted', 'TaskSubmitFailed']],
    ['startExecution.sync:2', ['TaskStarted', 'TaskSubmitFailed']],
  ])('%s of a machine that does not exist can be caught', async (action, events) => {
    make();
    const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:nobody';
    const calling = {
      Type: 'Task',
      Resource: `arn:aws:states:::states:${action}`,
      ...parameters(arn),
      Catch: [{ ErrorEquals: ['StepFunctions.StateMachineDoesNotExistException'], Next: 'Caught' }],
      End: true,
    };
    const { executionArn, status } = await run({ StartAt: 'T', States: { T: calling, Caught: { Type: 'Succeed' } } });
    expect(status).toBe('SUCCEEDED');
    expect((await types(executionArn)).slice(3, 5)).toEqual(events);
  });

  test('a stopped parent stops its child', async () => {
    make();
    const arn = await create('child', { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } });
    const parent = await create('m', task('arn:aws:states:::states:startExecution.sync', parameters(arn)));
    const { executionArn } = await engine.call('StartExecution', { stateMachineArn: parent });
    await engine.settle();
    await engine.call('StopExecution', { executionArn: executionArn as string });
    const { executions } = await engine.call('ListExecutions', { stateMachineArn: arn });
    expect(executions).toMatchObject([{ status: 'ABORTED' }]);
  });

  test('any operation is called through the SDK integration', async () => {
    make();
    const definition = task('arn:aws:states:::aws-sdk:sfn:listStateMachines', { Parameters: { MaxResults: 1 } });
    expect((await run(definition)).parsed).toEqual({
      StateMachines: [
        { StateMachineArn: expect.any(String), Name: 'm', Type: 'STANDARD', CreationDate: '2017-03-30T00:00:00.000Z' },
      ],
    });
    make();
    const send = task('arn:aws:states:::aws-sdk:sfn:sendTaskSuccess', {
      Parameters: { Output: 'x', TaskToken: 'nobody' },
    });
    expect(await run(send)).toMatchObject({
      error: 'Sfn.InvalidTokenException',
      cause: expect.stringMatching(
        /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: .*\) \(SDK Attempt Count: 1\)$/,
      ),
    });
  });
});

describe('other integrations', () => {
  const send = (more: Record<string, Json> = {}) =>
    task('arn:aws:states:::sqs:sendMessage', { Parameters: { QueueUrl: 'q', MessageBody: 'b' }, ...more });

  test('fail clearly without a handler', async () => {
    make();
    expect(await run(send())).toMatchObject({
      error: 'States.TaskFailed',
      cause: expect.stringContaining('sqs:sendMessage'),
    });
  });

  test.each(['sqs:sendMessage', 'sqs', '*'])('go to the handler of %s', async (key) => {
    make({ integrations: { [key]: ({ input, service, action }) => ({ service, action, input }) } });
    expect((await run(send())).parsed).toEqual({
      service: 'sqs',
      action: 'sendMessage',
      input: { QueueUrl: 'q', MessageBody: 'b' },
    });
  });

  test('fail with the error that the handler names', async () => {
    make({
      integrations: {
        sqs: () => {
          throw new TaskError('SQS.QueueDoesNotExistException', 'gone');
        },
      },
    });
    expect(await run(send())).toMatchObject({ error: 'SQS.QueueDoesNotExistException', cause: 'gone' });
  });

  test('wait for a token that comes back', async () => {
    let token: string | undefined;
    make({
      integrations: {
        sqs: ({ taskToken }) => {
          token = taskToken;
          return { MessageId: 'x' };
        },
      },
    });
    const stateMachineArn = await create(
      'm',
      task('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      }),
    );
    const { executionArn } = await engine.call('StartExecution', { stateMachineArn });
    await engine.settle();
    expect(await engine.call('DescribeExecution', { executionArn: executionArn as string })).toMatchObject({
      status: 'RUNNING',
    });
    await engine.call('SendTaskSuccess', { taskToken: token ?? '', output: '7' });
    expect(await engine.finish(executionArn as string)).toMatchObject({ status: 'SUCCEEDED', output: '7' });
    expect(await types(executionArn)).toContain('TaskSubmitted');
  });
});

describe('a mock file', () => {
  const mockFile = JSON.stringify({
    StateMachines: { m: { TestCases: { Happy: { T: 'Fine' }, Retried: { T: 'TwiceBad' } } } },
    MockedResponses: {
      Fine: { '0': { Return: { StatusCode: 200 } } },
      TwiceBad: { '0-1': { Throw: { Error: 'Bad', Cause: 'not yet' } }, '2': { Return: 'good' } },
    },
  });
  const definition = task('arn:aws:states:::sqs:sendMessage', {
    Parameters: { QueueUrl: 'q', MessageBody: 'b' },
    Retry: [{ ErrorEquals: ['Bad'], MaxAttempts: 2 }],
  });

  test('answers for the states of a test case', async () => {
    make({ mockFile });
    const stateMachineArn = await create('m', definition);
    const outcome = async (testCase: string) => {
      const { executionArn } = await engine.call('StartExecution', {
        stateMachineArn: `${stateMachineArn}${testCase}`,
      });
      const { status, output } = await engine.finish(executionArn as string);
      return [status, output];
    };
    expect(await outcome('#Happy')).toEqual(['SUCCEEDED', '{"StatusCode":200}']);
    expect(await outcome('#Retried')).toEqual(['SUCCEEDED', '"good"']);
    expect(await outcome('')).toEqual(['FAILED', undefined]);
    await expect(outcome('#Other')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each([
    ['{', /not JSON/],
    ['[]', /expected a JSON object/],
    ['{}', /it has no StateMachines/],
    ['{"StateMachine": {}}', /it has "StateMachine", and a mock file has StateMachines and MockedResponses only/],
    ['{"StateMachines": {"m": {}}}', /StateMachines\.m: it has no TestCases/],
    ['{"StateMachines": {"m": {"TestCases": []}}}', /StateMachines\.m\.TestCases: expected a JSON object/],
    ['{"MockedResponses": {"x": {"2-1": {"Return": 1}}}}', /the range "2-1" ends before it begins/],
    [
      '{"MockedResponses": {"x": {"0-2": {"Return": 1}, "2": {"Return": 2}}}}',
      /"0-2" speaks of attempt 2 again|"2" speaks/,
    ],
    ['{"MockedResponses": {"x": {"0": {"Throw": {}}}}}', /MockedResponses\.x\.0\.Throw: expected Error/],
    [
      '{"StateMachines": {"m": {"TestCases": {"c": {"T": "x"}}}}}',
      /StateMachines\.m\.TestCases\.c\.T: MockedResponses has no x/,
    ],
    ['{"MockedResponses": {"x": {"zero": {"Return": 1}}}}', /"zero" is neither an attempt nor a range/],
    ['{"MockedResponses": {"x": {"0": {}}}}', /expected one of Return and Throw/],
  ])('is refused when it is %s', (text, message) => {
    expect(() => createEngine({ mockFile: text })).toThrow(message);
  });
});
