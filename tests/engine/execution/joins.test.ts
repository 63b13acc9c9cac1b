import { describe, expect, test } from 'vitest';
import { fail, later, lines, output, run, start, succeed, World } from './world.js';

const sqs = 'arn:aws:states:::sqs:sendMessage';
const pass = (name: string, fields: object = {}) => ({
  StartAt: name,
  States: { [name]: { Type: 'Pass', End: true, ...fields } },
});
const task = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: sqs, End: true } } });
const wait = (name: string, Seconds: number) => ({
  StartAt: name,
  States: { [name]: { Type: 'Wait', Seconds, End: true } },
});
const failing = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Fail', Error: 'E', Cause: 'c' } } });
const machine = (state: object) => ({ StartAt: 'J', States: { J: { End: true, ...state }, T: { Type: 'Succeed' } } });
const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'T' }] };

describe('Parallel', () => {
  const parallel = (Branches: object[], fields: object = {}) => machine({ Type: 'Parallel', Branches, ...fields });

  test('branches start from ParallelStateStarted; the exit follows on the last event of the last branch', () => {
    const execution = run(parallel([wait('A', 2), pass('B', { Result: 2 })]), { input: '{"n": 1}' });
    expect(lines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered J',
      '3<2 ParallelStateStarted',
      '4<3 WaitStateEntered A',
      '5<3 PassStateEntered B',
      '6<5 PassStateExited B',
      '7<4 WaitStateExited A',
      '8<7 ParallelStateSucceeded',
      '9<7 ParallelStateExited J',
      '10<9 ExecutionSucceeded',
    ]);
    expect(execution.output?.text).toBe('[{"n": 1},2]');
  });

  test('branches take turns, state by state', () => {
    const chain = (letter: string) => ({
      StartAt: `${letter}1`,
      States: { [`${letter}1`]: { Type: 'Pass', Next: `${letter}2` }, [`${letter}2`]: { Type: 'Pass', End: true } },
    });
    const entered = lines(run(parallel([chain('A'), chain('B')]))).filter((line) => line.includes('PassStateEntered'));
    expect(entered.map((line) => line.split(' ')[2])).toEqual(['A1', 'B1', 'A2', 'B2']);
  });

  test('a Fail state in a branch fails it; the others are stopped', () => {
    expect(lines(run(parallel([failing('A'), wait('B', 9)])))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered J',
      '3<2 ParallelStateStarted',
      '4<3 FailStateEntered A',
      '5<4 ParallelStateFailed',
      '6<5 ExecutionFailed E',
    ]);
  });

  test('a task that fails is stopped too, and what waits beside it', () => {
    const execution = run(parallel([wait('A', 9), task('B'), task('C'), pass('D')], caught), {
      script: { B: [later(1000, fail('E', 'c'))], C: [later(5000, succeed(1))] },
    });
    expect(lines(execution).slice(3)).toEqual([
      '4<3 WaitStateEntered A',
      '5<3 TaskStateEntered B',
      '6<5 TaskScheduled',
      '7<3 TaskStateEntered C',
      '8<7 TaskScheduled',
      '9<3 PassStateEntered D',
      '10<9 PassStateExited D',
      '11<6 TaskStarted',
      '12<11 TaskFailed E',
      '13<12 TaskStateAborted',
      '14<4 WaitStateAborted',
      '15<8 TaskStateAborted',
      '16<12 ParallelStateFailed',
      '17<16 ParallelStateExited J',
      '18<17 SucceedStateEntered T',
      '19<18 SucceedStateExited T',
      '20<19 ExecutionSucceeded',
    ]);
    expect(output(execution)).toEqual({ Error: 'E', Cause: 'c' });
  });

  test('Retry starts all branches again', () => {
    const definition = parallel([task('A'), pass('B')], { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] });
    const history = lines(run(definition, { script: { A: [fail('E'), succeed(1)] } }));
    expect(history.filter((line) => line.includes('ParallelStateStarted'))).toEqual([
      '3<2 ParallelStateStarted',
      '11<7 ParallelStateStarted',
    ]);
    expect(history.some((line) => line.includes('ParallelStateFailed'))).toBe(false);
  });

  test('nested: the outer state fails with the inner one', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Parallel', Branches: [failing('A')], End: true } } };
    expect(lines(run(parallel([inner, wait('B', 1)]))).slice(3)).toEqual([
      '4<3 ParallelStateEntered I',
      '5<4 ParallelStateStarted',
      '6<3 WaitStateEntered B',
      '7<5 FailStateEntered A',
      '8<7 ParallelStateFailed',
      '9<6 WaitStateAborted',
      '10<8 ParallelStateFailed',
      '11<10 ExecutionFailed E',
    ]);
  });

  test('a runtime error in a branch ends the execution at once', () => {
    const definition = parallel([pass('A', { InputPath: '$.no' }), wait('B', 1)], caught);
    expect(lines(run(definition)).slice(3)).toEqual(['4<3 PassStateEntered A', '5<4 ExecutionFailed States.Runtime']);
  });

  test("a failure of its own after its branches is the state's", () => {
    const definition = parallel([pass('A')], { ResultSelector: { 'm.$': '$.no' } });
    const execution = run(definition, { input: { x: 'a' } });
    expect(lines(execution).slice(5)).toEqual(['6<5 ParallelStateSucceeded', '7<6 ExecutionFailed States.Runtime']);
    expect(execution.cause).toMatch(
      /^An error occurred while executing the state 'J' \(entered at the event id #2\)\. /,
    );
  });

  test('the data flow around it', () => {
    const fields = {
      InputPath: '$.a',
      Parameters: { 'b.$': '$.b' },
      ResultSelector: { 'first.$': '$[0]' },
      ResultPath: '$.r',
    };
    expect(output(run(parallel([pass('A')], fields), { input: { a: { b: 1 } } }))).toEqual({
      a: { b: 1 },
      r: { first: { b: 1 } },
    });
  });
});

describe('inline Map', () => {
  const map = (ItemProcessor: object, fields: object = {}) => machine({ Type: 'Map', ItemProcessor, ...fields });

  test('one at a time: the next iteration follows on the last event of the one before', () => {
    const execution = run(map(pass('A'), { MaxConcurrency: 1 }), { input: '[1, "b"]' });
    expect(lines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered J',
      '3<2 MapStateStarted 2',
      '4<3 MapIterationStarted J 0',
      '5<4 PassStateEntered A',
      '6<5 PassStateExited A',
      '7<6 MapIterationSucceeded J 0',
      '8<6 MapIterationStarted J 1',
      '9<8 PassStateEntered A',
      '10<9 PassStateExited A',
      '11<10 MapIterationSucceeded J 1',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited J',
      '14<13 ExecutionSucceeded',
    ]);
    expect(execution.output?.text).toBe('[1,"b"]');
  });

  test('no items', () => {
    expect(lines(run(map(pass('A')), { input: '[]' }))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered J',
      '3<2 MapStateStarted 0',
      '4<3 MapStateSucceeded',
      '5<3 MapStateExited J',
      '6<5 ExecutionSucceeded',
    ]);
  });

  test.each([
    [0, 3],
    [1, 1],
    [2, 2],
  ])('MaxConcurrency %i keeps %i tasks at work', (MaxConcurrency, most) => {
    const { world, execution } = start(map(task('A'), { MaxConcurrency }), {
      input: [1, 2, 3],
      script: { A: [later(1000, succeed('x'))] },
    });
    expect(world.requests).toHaveLength(most);
    while (world.clock.advanceToNext());
    expect(output(execution)).toEqual(['x', 'x', 'x']);
  });

  test('results have the order of the items, whatever ends first', () => {
    const script = { A: [later(3000, succeed('a')), later(1000, succeed('b')), later(2000, succeed('c'))] };
    expect(output(run(map(task('A')), { input: [1, 2, 3], script }))).toEqual(['a', 'b', 'c']);
  });

  test('ItemsPath, ItemSelector and the item in the context object', () => {
    const fields = {
      InputPath: '$.in',
      ItemsPath: '$.list',
      ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'all.$': '$.list', kind: 'k' },
      ResultPath: '$.out',
    };
    const input = { in: { list: ['x', 'y'] } };
    expect(output(run(map(pass('A'), fields), { input }))).toEqual({
      ...input,
      out: [
        { value: 'x', index: 0, all: ['x', 'y'], kind: 'k' },
        { value: 'y', index: 1, all: ['x', 'y'], kind: 'k' },
      ],
    });
  });

  test('Iterator and Parameters, as they were called before', () => {
    const definition = machine({ Type: 'Map', Iterator: pass('A'), Parameters: { 'v.$': '$$.Map.Item.Value' } });
    expect(output(run(definition, { input: [1, 2] }))).toEqual([{ v: 1 }, { v: 2 }]);
  });

  test('states of an iteration see the item of the innermost Map', () => {
    const inner = {
      StartAt: 'I',
      States: {
        I: { Type: 'Map', ItemProcessor: pass('A', { Parameters: { 'v.$': '$$.Map.Item.Value' } }), End: true },
      },
    };
    expect(output(run(map(inner), { input: [[1], [2, 3]] }))).toEqual([[{ v: 1 }], [{ v: 2 }, { v: 3 }]]);
  });

  test('an iteration that fails stops the others', () => {
    const definition = map(task('A'), { MaxConcurrency: 2, ...caught });
    const execution = run(definition, {
      input: [1, 2, 3],
      script: { A: [later(5000, succeed(1)), later(1000, fail('E', 'c'))] },
    });
    expect(lines(execution).slice(9, 18)).toEqual([
      '10<9 TaskStarted',
      '11<10 TaskFailed E',
      '12<11 TaskStateAborted',
      '13<11 MapIterationFailed J 1',
      '14<6 TaskStateAborted',
      '15<6 MapIterationAborted J 0',
      '16<11 MapStateFailed',
      '17<16 MapStateExited J',
      '18<17 SucceedStateEntered T',
    ]);
  });

  test('Retry starts all iterations again, and says that it failed only at last', () => {
    const definition = map(failing('A'), { MaxConcurrency: 1, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] });
    expect(lines(run(definition, { input: [1] }))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered J',
      '3<2 MapStateStarted 1',
      '4<3 MapIterationStarted J 0',
      '5<4 FailStateEntered A',
      '6<5 MapIterationFailed J 0',
      '7<5 MapStateStarted 1',
      '8<7 MapIterationStarted J 0',
      '9<8 FailStateEntered A',
      '10<9 MapIterationFailed J 0',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed E',
    ]);
  });

  test('items that are no array', () => {
    const execution = run(map(pass('A'), { ItemsPath: '$.n' }), { input: { n: 1 } });
    expect(execution).toMatchObject({
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'J' (entered at the event id #2). Reference path "$.n" must point to array.`,
    });
  });

  test.each<[string, unknown, string]>([
    [
      'MaxConcurrencyPath',
      'NoNumber',
      'The MaxConcurrencyPath field refers to value "NoNumber" which is not a valid integer: $.n',
    ],
    [
      'ToleratedFailureCountPath',
      {},
      'The ToleratedFailureCountPath field refers to value "{}" which is not a valid integer: $.n',
    ],
    ['ToleratedFailureCountPath', -1, 'ToleratedFailureCount cannot be negative.'],
  ])('%s that leads to %j', (field, n, cause) => {
    const execution = run(map(pass('A'), { ItemsPath: '$.list', [field]: '$.n' }), {
      input: { list: [0], n } as never,
    });
    expect(execution.cause).toBe(
      `An error occurred while executing the state 'J' (entered at the event id #2). ${cause}`,
    );
    expect(lines(execution).slice(2)).toEqual(['3<2 MapStateStarted 1', '4<3 ExecutionFailed States.Runtime']);
  });

  test('a thousand iterations need no deep stack', () => {
    const input = Array.from({ length: 1000 }, (_, index) => index);
    expect(output(run(map(pass('A'), { MaxConcurrency: 1 }), { input }))).toEqual(input);
  });
});

describe('stopping from outside', () => {
  test('what runs inside stops without a trace', () => {
    const definition = machine({ Type: 'Parallel', Branches: [task('A'), wait('B', 9)] });
    const world = new World({ A: [later(1000, succeed(1))] });
    const { execution } = start(definition, { world });
    execution.abort();
    expect(lines(execution).slice(6)).toEqual(['7<0 ExecutionAborted']);
    expect(world.forgotten).toBe(1);
    expect(world.clock.next! - world.clock.now()).toBe(1000);
  });
});
