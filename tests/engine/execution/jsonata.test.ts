import { describe, expect, test } from 'vitest';
import { details, events, fail, lines, output, run, succeed } from './world.js';

const sqs = 'arn:aws:states:::sqs:sendMessage';
const machine = (state: object, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'S',
  States: { S: state, T: { Type: 'Succeed' }, ...more },
});
const pass = (fields: object) => machine({ Type: 'Pass', End: true, ...fields });

describe('data flow', () => {
  test.each<[string, object, unknown]>([
    ['no Output passes the input on', {}, { n: 2, list: [1, 2] }],
    ['an expression', { Output: '{% $states.input.n + 1 %}' }, 3],
    [
      'expressions at any depth, literals beside them',
      { Output: { a: ['{% $states.input.n %}', 'x'], b: '$' } },
      { a: [2, 'x'], b: '$' },
    ],
    ['the context object', { Output: '{% $states.context.State.Name %}' }, 'S'],
  ])('%s', (_what, fields, expected) => {
    expect(output(run(pass(fields), { input: { n: 2, list: [1, 2] } }))).toEqual(expected);
  });

  test('a task has Arguments, and its answer is $states.result', () => {
    const definition = machine({
      Type: 'Task',
      Resource: sqs,
      Arguments: { body: '{% $states.input.n %}' },
      Output: { in: '{% $states.input %}', out: '{% $states.result.id %}' },
      End: true,
    });
    const execution = run(definition, { input: { n: 1 }, script: { S: [succeed({ id: 'x' })] } });
    expect(details(events(execution)[2]!)).toMatchObject({ parameters: '{"body":1}' });
    expect(output(execution)).toEqual({ in: { n: 1 }, out: 'x' });
  });

  test('a Choice has outputs by rule, and one for its Default', () => {
    const definition = machine({
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.yes %}', Output: 'rule', Next: 'T' },
        { Condition: '{% $states.input.plain %}', Next: 'T' },
      ],
      Default: 'T',
      Output: 'default',
    });
    expect(output(run(definition, { input: { yes: true, plain: false } }))).toBe('rule');
    expect(output(run(definition, { input: { yes: false, plain: true } }))).toEqual({ yes: false, plain: true });
    expect(output(run(definition, { input: { yes: false, plain: false } }))).toBe('default');
  });

  test('Catch has $states.errorOutput', () => {
    const definition = machine({
      Type: 'Task',
      Resource: sqs,
      Catch: [
        {
          ErrorEquals: ['E'],
          Output: { why: '{% $states.errorOutput.Cause %}', in: '{% $states.input %}' },
          Next: 'T',
        },
      ],
      End: true,
    });
    expect(output(run(definition, { input: { n: 1 }, script: { S: [fail('E', 'c')] } }))).toEqual({
      why: 'c',
      in: { n: 1 },
    });
  });

  test('Fail, Wait and Map take expressions', () => {
    expect(
      run(machine({ Type: 'Fail', Error: '{% $states.input.e %}', Cause: 'c' }), { input: { e: 'E' } }),
    ).toMatchObject({ error: 'E', cause: 'c' });
    const waited = run(machine({ Type: 'Wait', Seconds: '{% $states.input.n * 2 %}', End: true }), { input: { n: 4 } });
    expect(waited.stopDate! - waited.startDate).toBe(8000);
    const ItemProcessor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const mapped = machine({
      Type: 'Map',
      Items: '{% $states.input.list %}',
      MaxConcurrency: '{% 1 %}',
      ItemSelector: { v: '{% $states.context.Map.Item.Value * 10 %}' },
      ItemProcessor,
      End: true,
    });
    expect(output(run(mapped, { input: { list: [1, 2] } }))).toEqual([{ v: 10 }, { v: 20 }]);
  });
});

describe('evaluations that fail', () => {
  const cause = (id: number, text: string) =>
    `An error occurred while executing the state 'S' (entered at the event id #${id}). ${text}`;

  test('a Pass: the event of its own, and its location', () => {
    const execution = run(pass({ Output: { v: '{% $states.input.missing %}' } }));
    const why = cause(
      2,
      "The JSONata expression '$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).",
    );
    expect(events(execution).slice(2).map(details)).toEqual([
      { error: 'States.QueryEvaluationError', cause: why, location: 'Output/v', state: 'S' },
      { error: 'States.QueryEvaluationError', cause: why },
    ]);
    expect(lines(execution).slice(2)).toEqual([
      '3<0 EvaluationFailed S States.QueryEvaluationError',
      '4<3 ExecutionFailed States.QueryEvaluationError',
    ]);
  });

  test('a Wait: the event follows on its entry', () => {
    const execution = run(machine({ Type: 'Wait', Timestamp: '{% $states.input.t %}', End: true }), {
      input: { t: '2016-12-05T21:29:29' },
    });
    expect(lines(execution)[2]).toBe('3<2 EvaluationFailed S States.QueryEvaluationError');
    expect(execution.cause).toBe(
      cause(
        2,
        'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-12-05T21:29:29',
      ),
    );
  });

  test('a Map whose input is no array says that it failed, though it never started', () => {
    const ItemProcessor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const execution = run(machine({ Type: 'Map', ItemProcessor, End: true }), { input: '"text"' });
    expect(lines(execution).slice(1)).toEqual([
      '2<0 MapStateEntered S',
      '3<0 EvaluationFailed S States.QueryEvaluationError',
      '4<3 MapStateFailed',
      '5<4 ExecutionFailed States.QueryEvaluationError',
    ]);
    expect(execution.cause).toBe(cause(2, 'Map state input must be an array but was: "text"'));
  });

  test('in an iteration: one event, though the Map fails with it', () => {
    const ItemProcessor = {
      StartAt: 'S0',
      States: { S0: { Type: 'Pass', Next: 'S1' }, S1: { Type: 'Pass', Output: '{% $missing %}', End: true } },
    };
    const execution = run(machine({ Type: 'Map', ItemProcessor, End: true }), { input: [1] });
    expect(lines(execution).slice(6)).toEqual([
      '7<6 PassStateEntered S1',
      '8<6 EvaluationFailed S1 States.QueryEvaluationError',
      '9<8 MapIterationFailed S 0',
      '10<8 MapStateFailed',
      '11<10 ExecutionFailed States.QueryEvaluationError',
    ]);
  });

  test('Retry tries the evaluation again, Catch takes it', () => {
    const state = {
      Type: 'Task',
      Resource: sqs,
      Arguments: '{% $states.input.missing %}',
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'T' }],
      End: true,
    };
    const execution = run(machine(state));
    expect(
      lines(execution)
        .slice(2)
        .map((line) => line.split(' ')[1]),
    ).toEqual([
      'EvaluationFailed',
      'EvaluationFailed',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test("a catcher's own evaluation fails the state a second time", () => {
    const state = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }],
      Catch: [{ ErrorEquals: ['E'], Output: { v: '{% $states.input.missing %}' }, Next: 'T' }],
      End: true,
    };
    const execution = run(machine(state));
    expect(
      lines(execution)
        .slice(3)
        .map((line) => line.split(' ')[1]),
    ).toEqual([
      'FailStateEntered',
      'ParallelStateFailed',
      'EvaluationFailed',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
    expect(details(events(execution)[5]!)).toMatchObject({ location: 'Catch[0]/Output/v', state: 'S' });
  });

  test('a rule of a Choice is named by its place', () => {
    const definition = machine({
      Type: 'Choice',
      Choices: [
        { Condition: '{% false %}', Next: 'T' },
        { Condition: '{% $states.input.missing %}', Next: 'T' },
      ],
      Default: 'T',
    });
    expect(details(events(run(definition))[2]!)).toMatchObject({ location: 'Choices[1]/Condition' });
  });
});

test('states of both languages share data and variables', () => {
  const definition = {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Parameters: { 'n.$': '$.n' }, Assign: { 'v.$': '$.n' }, Next: 'B' },
      B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: { sum: '{% $states.input.n + $v %}' }, Next: 'C' },
      C: { Type: 'Pass', OutputPath: '$.sum', End: true },
    },
  };
  expect(output(run(definition, { input: { n: 2 } }))).toBe(4);
});

test('the states of a branch have the language of the machine, not of the state around them', () => {
  const definition = {
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        QueryLanguage: 'JSONata',
        Arguments: { a: '{% 1 %}' },
        Branches: [{ StartAt: 'I', States: { I: { Type: 'Pass', Parameters: { 'b.$': '$.a' }, End: true } } }],
        Output: '{% $states.result[0].b %}',
        End: true,
      },
    },
  };
  expect(output(run(definition))).toBe(1);
});
