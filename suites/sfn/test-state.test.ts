import { describe, expect, json, test } from '../../harness/index.js';
import { parsed } from '../parsed.js';

const common = { requires: ['test-state'], editions: ['current'] } as const;

describe('TestState', () => {
  test('runs one state and gives its output', {
    cites: [
      'sfn:TestState/behaviour/pass',
      'sfn:TestState/behaviour/next-state',
      'sfn:TestState/response/output/type',
      'sfn:TestState/response/status/enum',
      'sfn:TestState/response/nextState/type',
    ],
    ...common,
  }, async ({ sfn, machines }) => {
    const definition = JSON.stringify({ Type: 'Pass', Result: { r: 1 }, ResultPath: '$.out', Next: 'Then' });
    const request = { definition, roleArn: machines.roleArn, input: '{"n":1}' };
    const answer = (await sfn.testState(request)).output;
    expect(answer).toMatchObject({ status: 'SUCCEEDED', nextState: 'Then' });
    expect(parsed(answer.output, 'the output')).toEqual({ n: 1, out: { r: 1 } });
  });

  test('tells the way that a Choice takes', {
    cites: ['sfn:TestState/behaviour/next-state'],
    ...common,
  }, async ({ sfn, machines }) => {
    const definition = JSON.stringify({
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Large' }],
      Default: 'Small',
    });
    const ask = async (n: number) =>
      (await sfn.testState({ definition, roleArn: machines.roleArn, input: JSON.stringify({ n }) })).output.nextState;
    expect(await ask(2)).toBe('Large');
    expect(await ask(1)).toBe('Small');
  });

  test('gives error and cause of a state that fails', {
    cites: [
      'sfn:TestState/behaviour/failure',
      'sfn:TestState/response/error/type',
      'sfn:TestState/response/cause/type',
    ],
    ...common,
  }, async ({ sfn, machines }) => {
    const definition = JSON.stringify({ Type: 'Fail', Error: 'Broken', Cause: 'on purpose' });
    const answer = (await sfn.testState({ definition, roleArn: machines.roleArn, input: '{}' })).output;
    expect(answer).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'on purpose' });
    expect(answer).not.toHaveProperty('output');
  });

  test('shows the data between the steps at level DEBUG', {
    cites: ['sfn:TestState/behaviour/debug', 'sfn:TestState/response/inspectionData/type'],
    ...common,
  }, async ({ sfn, machines }) => {
    const definition = JSON.stringify({
      Type: 'Pass',
      InputPath: '$.in',
      Parameters: { 'x.$': '$.a' },
      ResultPath: '$.out',
      End: true,
    });
    const request = { definition, roleArn: machines.roleArn, input: '{"in":{"a":1}}' };
    const plain = (await sfn.testState(request)).output;
    const debug = (await sfn.testState({ ...request, inspectionLevel: 'DEBUG' })).output;
    expect(plain).not.toHaveProperty('inspectionData');
    expect(debug).toMatchObject({
      inspectionData: {
        input: json({ in: { a: 1 } }),
        afterInputPath: json({ a: 1 }),
        afterParameters: json({ x: 1 }),
      },
    });
  });

  test('agrees with a run', {
    cites: ['sfn:TestState/behaviour/agrees-with-a-run'],
    ...common,
  }, async ({ sfn, machines, executions }) => {
    const state = {
      Type: 'Pass',
      InputPath: '$.list[1]',
      Parameters: { 'm.$': '$.m', k: [1] },
      ResultPath: '$.r',
      OutputPath: '$.r.m',
      End: true,
    };
    const input = { list: [0, { m: 'x' }], other: true };
    const tested = await sfn.testState({
      definition: JSON.stringify(state),
      roleArn: machines.roleArn,
      input: JSON.stringify(input),
    });
    const run = await executions.run({ StartAt: 'Only', States: { Only: state } }, { input });
    expect(tested.output.status).toBe('SUCCEEDED');
    expect(parsed(tested.output.output, 'the output')).toEqual(run.output);
    expect(run.output).toBe('x');
  });

  test('refuses a definition that is none', {
    cites: ['sfn:TestState/error/InvalidDefinition'],
    ...common,
  }, async ({ sfn, machines }) => {
    const ask = (definition: object) =>
      sfn.testState({ definition: JSON.stringify(definition), roleArn: machines.roleArn, input: '{}' });
    expect(await ask({ Type: 'Sleep', End: true })).toFailWith('InvalidDefinition');
    expect(await ask({ Type: 'Pass', End: true })).toSucceed();
  });

  test('refuses input that is not JSON', {
    cites: ['sfn:TestState/error/InvalidExecutionInput'],
    ...common,
  }, async ({ sfn, machines }) => {
    const definition = JSON.stringify({ Type: 'Pass', End: true });
    const ask = (input: string) => sfn.testState({ definition, roleArn: machines.roleArn, input });
    expect(await ask('{"n":')).toFailWith('InvalidExecutionInput');
    expect(await ask('{"n":1}')).toSucceed();
  });
});
