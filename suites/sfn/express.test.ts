import { describe, expect, test } from '../../harness/index.js';
import { echo, failWith, task } from '../definitions.js';
import { parsed } from '../parsed.js';

const express = { requires: ['express'], editions: ['current'] } as const;
const sync = { requires: ['express', 'sync-express'], editions: ['current'] } as const;

describe('StartSyncExecution', () => {
  test('answers when the execution has ended', {
    cites: [
      'sfn:StartSyncExecution/behaviour/answers-at-the-end',
      'sfn:StartSyncExecution/behaviour/billing',
      'sfn:StartSyncExecution/response/executionArn/type',
      'sfn:StartSyncExecution/response/status/enum',
      'sfn:StartSyncExecution/response/output/type',
    ],
    ...sync,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo(), { type: 'EXPRESS' });
    const name = machines.freshName();
    const answer = (await sfn.startSyncExecution({ stateMachineArn: machine.arn, name, input: '{"n":1}' })).output;

    expect(answer).toMatchObject({ stateMachineArn: machine.arn, name, status: 'SUCCEEDED', input: '{"n":1}' });
    expect(parsed(answer.output, 'the output')).toEqual({ n: 1 });
    expect(answer.executionArn).toContain(`:express:${machine.name}:${name}:`);
    expect(answer.stopDate).toBeGreaterThanOrEqual(answer.startDate);
    // Where it tells of a bill at all.
    expect((answer.billingDetails?.billedMemoryUsedInMB ?? 0) % 64).toBe(0);
    expect((answer.billingDetails?.billedDurationInMilliseconds ?? 0) % 100).toBe(0);
    expect(answer).not.toHaveProperty('error');
  });

  test('answers with error and cause of an execution that failed', {
    cites: [
      'sfn:StartSyncExecution/behaviour/failure',
      'sfn:StartSyncExecution/response/error/type',
      'sfn:StartSyncExecution/response/cause/type',
    ],
    ...sync,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(failWith('Broken', 'on purpose'), { type: 'EXPRESS' });
    const answer = (await sfn.startSyncExecution({ stateMachineArn: machine.arn })).output;
    expect(answer).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'on purpose' });
    expect(answer).not.toHaveProperty('output');
  });

  test('refuses a STANDARD machine', {
    cites: ['sfn:StartSyncExecution/behaviour/standard', 'sfn:StartSyncExecution/error/StateMachineTypeNotSupported'],
    ...sync,
  }, async ({ sfn, machines }) => {
    const standard = await machines.create(echo());
    const other = await machines.create(echo(), { type: 'EXPRESS' });
    expect(await sfn.startSyncExecution({ stateMachineArn: standard.arn })).toFailWith('StateMachineTypeNotSupported');
    expect(await sfn.startSyncExecution({ stateMachineArn: other.arn })).toSucceed();
  });

  test('refuses input that is not JSON', {
    cites: ['sfn:StartSyncExecution/error/InvalidExecutionInput'],
    ...sync,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo(), { type: 'EXPRESS' });
    const start = (input: string) => sfn.startSyncExecution({ stateMachineArn: machine.arn, input });
    expect(await start('{"n":')).toFailWith('InvalidExecutionInput');
    expect(await start('{"n":1}')).toSucceed();
  });
});

describe('An EXPRESS machine', () => {
  test('may be started again under the same name, as another execution', {
    cites: ['sfn:StartExecution/behaviour/express-is-not-idempotent'],
    ...express,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo(), { type: 'EXPRESS' });
    const request = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };
    const first = (await sfn.startExecution(request)).output;
    const second = (await sfn.startExecution(request)).output;
    expect(first.executionArn).toContain(`:express:${machine.name}:${request.name}:`);
    expect(second.executionArn).not.toBe(first.executionArn);
  });

  test('is of type EXPRESS where it is described and listed', {
    cites: ['sfn:DescribeStateMachine/response/type/enum', 'sfn:CreateStateMachine/request/type/enum'],
    ...express,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo(), { type: 'EXPRESS' });
    const standard = await machines.create(echo());
    const typeOf = async (arn: string) => (await sfn.describeStateMachine({ stateMachineArn: arn })).output.type;
    expect(await typeOf(machine.arn)).toBe('EXPRESS');
    expect(await typeOf(standard.arn)).toBe('STANDARD');
  });

  test('has no list of executions', {
    cites: ['sfn:ListExecutions/behaviour/express', 'sfn:ListExecutions/error/StateMachineTypeNotSupported'],
    ...express,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo(), { type: 'EXPRESS' });
    const standard = await machines.create(echo());
    expect(await sfn.listExecutions({ stateMachineArn: machine.arn })).toFailWith('StateMachineTypeNotSupported');
    expect(await sfn.listExecutions({ stateMachineArn: standard.arn })).toSucceed();
  });

  test('is refused with an activity', {
    cites: ['sfn:CreateStateMachine/behaviour/express-restrictions'],
    requires: ['express', 'activities'],
    editions: ['current'],
  }, async ({ sfn, machines, activities }) => {
    const activity = await activities.create();
    const request = {
      name: machines.freshName(),
      definition: JSON.stringify(task(activity.arn)),
      roleArn: machines.roleArn,
    };
    expect(await sfn.createStateMachine({ ...request, type: 'EXPRESS' })).toFailWith('InvalidDefinition');
    const twin = await sfn.createStateMachine(request);
    expect(twin).toSucceed();
  });

  for (const pattern of ['.sync', '.waitForTaskToken']) {
    test(`is refused with a task that ends in ${pattern}`, {
      cites: ['sfn:CreateStateMachine/behaviour/express-restrictions'],
      ...express,
    }, async ({ sfn, machines }) => {
      const Parameters = {
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child',
        Input: pattern === '.sync' ? {} : { 'token.$': '$$.Task.Token' },
      };
      const definition = JSON.stringify(task(`arn:aws:states:::states:startExecution${pattern}`, { Parameters }));
      const request = { name: machines.freshName(), definition, roleArn: machines.roleArn };
      expect(await sfn.createStateMachine({ ...request, type: 'EXPRESS' })).toFailWith('InvalidDefinition');
      const twin = await sfn.createStateMachine(request);
      expect(twin).toSucceed();
    });
  }
});
