import { describe, expect, test } from '../../harness/index.js';
import { echo, waitFor } from '../definitions.js';

describe('StartExecution', () => {
  test('starts an execution of the machine', {
    cites: [
      'sfn:StartExecution/response/executionArn/type',
      'sfn:StartExecution/response/startDate/type',
      'sfn:StartExecution/behaviour/arn-names-machine-and-execution',
    ],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const name = machines.freshName();

    const { executionArn } = (await sfn.startExecution({ stateMachineArn: machine.arn, name })).output;

    expect(executionArn).toBe(`${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`);
  });

  test('names an execution that was given no name', {
    cites: ['sfn:StartExecution/behaviour/name-is-optional'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());

    const first = (await sfn.startExecution({ stateMachineArn: machine.arn })).output;
    const second = (await sfn.startExecution({ stateMachineArn: machine.arn })).output;

    expect(first.executionArn).not.toBe(second.executionArn);
    const described = (await sfn.describeExecution({ executionArn: second.executionArn })).output;
    expect(second.executionArn.split(':').at(-1)).toBe(described.name);
  });

  test('returns the open execution when name and input are the same', {
    cites: ['sfn:StartExecution/behaviour/idempotent-while-open'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(waitFor(60));
    const request = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };

    const first = (await sfn.startExecution(request)).output;
    const again = (await sfn.startExecution(request)).output;

    expect(again.executionArn).toBe(first.executionArn);
    expect(again.startDate).toBe(first.startDate);
  });

  test('refuses the name of an open execution with another input', {
    cites: [
      'sfn:StartExecution/error/ExecutionAlreadyExists',
      'sfn:StartExecution/behaviour/used-name-other-input',
    ],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(waitFor(60));
    const request = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };
    expect(await sfn.startExecution(request)).toSucceed();

    expect(await sfn.startExecution(request)).toSucceed();
    expect(await sfn.startExecution({ ...request, input: '{"n":2}' })).toFailWith('ExecutionAlreadyExists');
  });
});
