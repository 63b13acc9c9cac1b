import { isDeepStrictEqual } from 'node:util';
import { describe, expect, matching, test } from '../../harness/index.js';
import { asRead, echo, waitFor } from '../definitions.js';

const common = { requires: ['update-machine'], editions: ['current'] } as const;

describe('UpdateStateMachine', () => {
  test('changes the definition, and keeps the role', {
    cites: ['sfn:UpdateStateMachine/behaviour/takes-effect', 'sfn:UpdateStateMachine/behaviour/keeps-the-rest'],
    ...common,
  }, async ({ sfn, machines, executions, clock }) => {
    const machine = await machines.create(waitFor(600));
    const definition = JSON.stringify(echo());
    expect(await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition })).toSucceed();

    const described = await clock.until(
      async () => {
        const now = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
        return isDeepStrictEqual(asRead(now.definition), echo()) && now;
      },
      { what: 'the new definition is shown' },
    );
    expect(described.roleArn).toBe(machines.roleArn);
    const outcome = await executions.run(machine, { input: { n: 1 } });
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.output).toEqual({ n: 1 });
  });

  test('changes the role, and keeps the definition', {
    cites: ['sfn:UpdateStateMachine/behaviour/takes-effect', 'sfn:UpdateStateMachine/behaviour/keeps-the-rest'],
    ...common,
  }, async ({ sfn, machines, clock }) => {
    const machine = await machines.create(echo());
    const roleArn = `${machines.roleArn}-2`;
    expect(await sfn.updateStateMachine({ stateMachineArn: machine.arn, roleArn })).toSucceed();
    const described = await clock.until(
      async () => {
        const now = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
        return now.roleArn === roleArn && now;
      },
      { what: 'the new role is shown' },
    );
    expect(asRead(described.definition)).toEqual(echo());
  });

  test('makes a new revision', {
    cites: ['sfn:UpdateStateMachine/behaviour/revision'],
    ...common,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const update = async (seconds: number) =>
      (await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition: JSON.stringify(waitFor(seconds)) }))
        .output;
    const first = await update(1);
    const second = await update(2);
    expect(first.revisionId).toEqual(matching(/\S/));
    expect(second.revisionId).toEqual(matching(/\S/));
    expect(second.revisionId).not.toBe(first.revisionId);
  });

  test('leaves running executions their definition', {
    cites: [
      'sfn:UpdateStateMachine/behaviour/running-executions-keep-theirs',
      'sfn:DescribeStateMachineForExecution/behaviour/the-definition-it-runs',
    ],
    ...common,
  }, async ({ sfn, machines, executions }) => {
    const machine = await machines.create(waitFor(3));
    const { executionArn } = await executions.start(machine, { input: { n: 1 } });
    const definition = JSON.stringify({ StartAt: 'Other', States: { Other: { Type: 'Fail', Error: 'NewOne' } } });
    expect(await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition })).toSucceed();

    const its = (await sfn.describeStateMachineForExecution({ executionArn })).output;
    expect(its).toMatchObject({ stateMachineArn: machine.arn, roleArn: machines.roleArn });
    expect(asRead(its.definition)).toEqual(waitFor(3));
    expect((await executions.finish(executionArn)).status).toBe('SUCCEEDED');
  });

  test('refuses a definition that is none, and changes nothing', {
    cites: ['sfn:UpdateStateMachine/error/InvalidDefinition'],
    ...common,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const update = (definition: string) => sfn.updateStateMachine({ stateMachineArn: machine.arn, definition });
    expect(await update('{"StartAt":"Nowhere","States":{}}')).toFailWith('InvalidDefinition');
    const described = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
    expect(asRead(described.definition)).toEqual(echo());
    expect(await update(JSON.stringify(waitFor(1)))).toSucceed();
  });

  test('refuses an update of nothing', {
    cites: ['sfn:UpdateStateMachine/behaviour/nothing-to-update'],
    ...common,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const nothing = await sfn.updateStateMachine({ stateMachineArn: machine.arn });
    expect(nothing).toFailWith(['MissingRequiredParameter', 'ValidationException']);
    const something = { stateMachineArn: machine.arn, definition: JSON.stringify(waitFor(1)) };
    expect(await sfn.updateStateMachine(something)).toSucceed();
  });

  test('refuses the ARN of no machine', {
    cites: ['sfn:UpdateStateMachine/error/StateMachineDoesNotExist'],
    ...common,
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const definition = JSON.stringify(waitFor(1));
    const gone = await sfn.updateStateMachine({ stateMachineArn: `${machine.arn}-gone`, definition });
    expect(gone).toFailWith('StateMachineDoesNotExist');
    expect(await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition })).toSucceed();
  });
});
