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

    expect(executionArn.split(':').slice(-3)).toEqual(['execution', machine.name, name]);
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
    // The control: another name starts another one.
    const other = (await sfn.startExecution({ ...request, name: machines.freshName() })).output;
    expect(other.executionArn).not.toBe(first.executionArn);
  });

  test('refuses the name of an open execution with another input', {
    cites: ['sfn:StartExecution/error/ExecutionAlreadyExists', 'sfn:StartExecution/behaviour/used-name-other-input'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(waitFor(60));
    const request = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };
    expect(await sfn.startExecution(request)).toSucceed();

    expect(await sfn.startExecution({ ...request, name: machines.freshName(), input: '{"n":2}' })).toSucceed();
    expect(await sfn.startExecution({ ...request, input: '{"n":2}' })).toFailWith('ExecutionAlreadyExists');
  });

  test('refuses the name of a closed execution, also with the same input', {
    cites: ['sfn:StartExecution/behaviour/used-name-closed', 'sfn:StartExecution/error/ExecutionAlreadyExists'],
  }, async ({ sfn, machines, executions }) => {
    const machine = await machines.create(echo());
    const request = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };
    const { executionArn } = (await sfn.startExecution(request)).output;
    await executions.finish(executionArn);

    expect(await sfn.startExecution(request)).toFailWith('ExecutionAlreadyExists');
    expect(await sfn.startExecution({ ...request, name: machines.freshName() })).toSucceed();
  });

  test('lets another machine use the name', {
    cites: ['sfn:StartExecution/behaviour/name-scope'],
    editions: ['current'],
  }, async ({ sfn, machines }) => {
    const name = machines.freshName();
    const [one, two] = [await machines.create(waitFor(60)), await machines.create(waitFor(60))];

    const first = (await sfn.startExecution({ stateMachineArn: one.arn, name, input: '{"n":1}' })).output;
    const second = (await sfn.startExecution({ stateMachineArn: two.arn, name, input: '{"n":2}' })).output;

    expect(second.executionArn).not.toBe(first.executionArn);
  });

  test('gives an empty object to an execution without input', {
    cites: ['sfn:StartExecution/behaviour/default-input'],
  }, async ({ executions, machines }) => {
    const machine = await machines.create(echo());
    const outcome = await executions.run(machine);
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.output).toEqual({});
    expect(outcome.description.input).toBe('{}');
    expect((await executions.run(machine, { input: { n: 1 } })).output, 'the control, with an input').toEqual({ n: 1 });
  });

  for (const [label, input] of Object.entries({
    'an array': '[1,"two",null]',
    'a string': '"text"',
    'a number': '2',
    'a boolean': 'false',
    null: 'null',
  })) {
    test(`accepts ${label} as input`, {
      cites: ['sfn:StartExecution/behaviour/any-json-input'],
    }, async ({ executions }) => {
      const outcome = await executions.run(echo(), { input });
      expect(outcome.status).toBe('SUCCEEDED');
      expect(outcome.output).toEqual(JSON.parse(input));
    });
  }

  for (const [label, input] of Object.entries({
    'a bare word': 'hello',
    'an object that is not closed': '{"a":1',
    'single quotes': "{'a':1}",
    'no text at all': ' ',
  })) {
    test(`refuses ${label} as input`, {
      cites: ['sfn:StartExecution/behaviour/input-must-be-json', 'sfn:StartExecution/error/InvalidExecutionInput'],
    }, async ({ sfn, machines }) => {
      const machine = await machines.create(echo());
      const request = { stateMachineArn: machine.arn, name: machines.freshName() };

      expect(await sfn.startExecution({ ...request, input })).toFailWith('InvalidExecutionInput');
      expect(await sfn.startExecution({ ...request, input: '{"a":1}' })).toSucceed();
    });
  }

  test('refuses a name with a forbidden character', {
    cites: ['sfn:StartExecution/error/InvalidName'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const name = machines.freshName();
    expect(await sfn.startExecution({ stateMachineArn: machine.arn, name: `${name} b*?` })).toFailWith('InvalidName');
    expect(await sfn.startExecution({ stateMachineArn: machine.arn, name: `${name}-b` })).toSucceed();
  });

  test('refuses the ARN of no machine', {
    cites: ['sfn:StartExecution/error/StateMachineDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.startExecution({ stateMachineArn: `${machine.arn}-gone` })).toFailWith('StateMachineDoesNotExist');
    expect(await sfn.startExecution({ stateMachineArn: machine.arn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:StartExecution/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.startExecution({ stateMachineArn: machine.name })).toFailWith('InvalidArn');
    expect(await sfn.startExecution({ stateMachineArn: machine.arn })).toSucceed();
  });
});
