import { describe, expect, test } from 'vitest';
import { details, events, fail, output, run, succeed } from './world.js';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const machine = (...states: readonly object[]) => ({
  StartAt: 'S0',
  States: Object.fromEntries(
    states.map((state, index) => [
      `S${index}`,
      index === states.length - 1 ? { End: true, ...state } : { Next: `S${index + 1}`, ...state },
    ]),
  ),
});
const pass = (fields: object) => ({ Type: 'Pass', ...fields });

test('the history shows what was assigned, as JSON text; nothing where nothing was', () => {
  const execution = run(
    machine(pass({ Assign: { s: 'x', n: 0, o: { a: [1] }, 'p.$': '$.in' } }), pass({ Assign: {} })),
    { input: { in: true } },
  );
  expect(details(events(execution)[2]!)).toEqual({
    name: 'S0',
    output: '{"in":true}',
    outputDetails: { truncated: false },
    assignedVariables: { s: '"x"', n: '0', o: '{"a":[1]}', p: 'true' },
    assignedVariablesDetails: { truncated: false },
  });
  expect(details(events(execution)[4]!)).toEqual({
    name: 'S1',
    output: '{"in":true}',
    outputDetails: { truncated: false },
  });
  expect(execution.variables).toEqual({ s: 'x', n: 0, o: { a: [1] }, p: true });
});

test('all of one Assign see the variables as they were', () => {
  const execution = run(machine(pass({ Assign: { a: 1, b: 2 } }), pass({ Assign: { 'a.$': '$b', 'b.$': '$a' } })));
  expect(execution.variables).toEqual({ a: 2, b: 1 });
});

test('OutputPath does not yet see what the state assigns', () => {
  expect(output(run(machine(pass({ Assign: { v: 'old' } }), pass({ Assign: { v: 'new' }, OutputPath: '$v' }))))).toBe(
    'old',
  );
});

describe('what $ is in Assign', () => {
  test('the result, before ResultPath places it', () => {
    const definition = machine(pass({ Result: { r: 1 }, ResultPath: '$.placed', Assign: { 'v.$': '$.r' } }));
    expect(run(definition, { input: { r: 0 } }).variables).toEqual({ v: 1 });
  });

  test('of a task, what ResultSelector made of its answer', () => {
    const definition = machine({
      Type: 'Task',
      Resource: lambda,
      ResultSelector: { 'r.$': '$.deep' },
      Assign: { 'v.$': '$.r' },
    });
    expect(run(definition, { script: { S0: [succeed({ deep: 5 })] } }).variables).toEqual({ v: 5 });
  });

  test('in Catch, the error output', () => {
    const definition = machine(
      {
        Type: 'Task',
        Resource: lambda,
        Catch: [{ ErrorEquals: ['E'], Assign: { 'v.$': '$.Cause' }, Next: 'S1' }],
        Assign: { other: 1 },
      },
      { Type: 'Succeed', End: undefined },
    );
    expect(run(definition, { script: { S0: [fail('E', 'c')] } }).variables).toEqual({ v: 'c' });
  });

  test("of a Choice, a rule's own or the state's for its Default", () => {
    const definition = machine(
      {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'S1', Assign: { 'v.$': '$.n' } }],
        Default: 'S1',
        Assign: { v: 'default' },
      },
      { Type: 'Succeed', End: undefined },
    );
    expect(run(definition, { input: { n: 1 } }).variables).toEqual({ v: 1 });
    expect(run(definition, { input: { n: 2 } }).variables).toEqual({ v: 'default' });
  });
});

describe('scopes', () => {
  const inner = (state: object) => ({ StartAt: 'I', States: { I: { Type: 'Pass', End: true, ...state } } });

  test('branches and iterations read outer variables and keep their own', () => {
    const definition = machine(
      pass({ Assign: { outer: 1 } }),
      {
        Type: 'Parallel',
        Branches: [inner({ Assign: { mine: 2 }, Parameters: { 'o.$': '$outer' } })],
        ResultPath: '$.p',
      },
      {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemProcessor: inner({ Assign: { mine: 3 }, Parameters: { 'o.$': '$outer' } }),
      },
    );
    const execution = run(definition, { input: { list: [0] } });
    expect(output(execution)).toEqual([{ o: 1 }]);
    expect(execution.variables).toEqual({ outer: 1 });
  });

  test('the children of a distributed Map have none of them', () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...inner({ Assign: { mine: 3 } }),
    };
    const execution = run(machine(pass({ Assign: { outer: 1 } }), { Type: 'Map', ItemProcessor: processor }), {
      input: [1],
    });
    expect(execution.mapRuns[0]!.children[0]!.execution.variables).toEqual({ mine: 3 });
  });
});
