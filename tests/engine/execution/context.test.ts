import { expect, test } from 'vitest';
import { output, run, start, succeed, World } from './world.js';

const account = 'arn:aws:states:us-east-1:123456789012';
const execution = {
  Id: `${account}:execution:machine:run`,
  Input: { n: 1 },
  StartTime: '2017-03-30T00:00:00.000Z',
  Name: 'run',
  RoleArn: 'arn:aws:iam::123456789012:role/role',
  RedriveCount: 0,
};
const machine = { Id: `${account}:stateMachine:machine`, Name: 'machine' };

test('of a Pass state', () => {
  const definition = {
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 1, Next: 'S' }, S: { Type: 'Pass', InputPath: '$$', End: true } },
  };
  const result = output(run(definition, { input: { n: 1 } }));
  expect(result).toEqual({
    Execution: execution,
    StateMachine: machine,
    State: { Name: 'S', EnteredTime: '2017-03-30T00:00:01.000Z' },
  });
  expect(Object.keys(result as object)).toEqual(['Execution', 'StateMachine', 'State']);
});

test('a task has RetryCount, and a token where it waits for one', () => {
  const task = (Resource: string) => ({
    StartAt: 'S',
    States: { S: { Type: 'Task', Resource, Parameters: { 'c.$': '$$' }, End: true } },
  });
  const contextOf = (Resource: string) => {
    const world = new World({ S: [succeed(1)] });
    run(task(Resource), { world });
    return { request: world.requests[0]!, context: (world.requests[0]!.input.value as { c: object }).c };
  };
  const plain = contextOf('arn:aws:states:::sqs:sendMessage');
  expect(plain.context).toMatchObject({ State: { Name: 'S', RetryCount: 0 } });
  expect(plain.context).not.toHaveProperty('Task');
  const waiting = contextOf('arn:aws:states:::sqs:sendMessage.waitForTaskToken');
  expect(waiting.context).toHaveProperty('Task', { Token: waiting.request.token });
});

test('an EXPRESS execution has no RedriveCount', () => {
  const definition = { StartAt: 'S', States: { S: { Type: 'Pass', OutputPath: '$$.Execution', End: true } } };
  expect(output(run(definition, { type: 'EXPRESS' }))).not.toHaveProperty('RedriveCount');
});

test('a child of a distributed Map belongs to a machine with a label', () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        Label: 'l',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'I',
          States: {
            I: { Type: 'Pass', Parameters: { 'm.$': '$$.StateMachine', 'id.$': '$$.Execution.Id' }, End: true },
          },
        },
        End: true,
      },
    },
  };
  const { execution: parent } = start(definition, { input: [1] });
  expect(output(parent)).toEqual([
    { m: { Id: `${machine.Id}/l`, Name: 'machine/l' }, id: parent.mapRuns[0]!.children[0]!.execution.arn },
  ]);
});
