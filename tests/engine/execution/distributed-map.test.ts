import { describe, expect, test } from 'vitest';
import { Doc, type Json } from '../../../engine/asl/doc.js';
import type { Execution, Host, MapRun } from '../../../engine/execution/index.js';
import { details, events, fail, finish, later, lines, output, run, start, succeed, World } from './world.js';

const sqs = 'arn:aws:states:::sqs:sendMessage';
const processor = (state: object, ExecutionType = 'STANDARD') => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
  StartAt: 'A',
  States: { A: { Type: 'Pass', End: true, ...state } },
});
const map = (ItemProcessor: object, fields: object = {}) => ({
  StartAt: 'M',
  States: { M: { Type: 'Map', Label: 'label', ItemProcessor, End: true, ...fields } },
});
const work = { Type: 'Task', Resource: sqs };
const children = ({ mapRuns: [mapRun] }: Execution): readonly Execution[] =>
  mapRun!.children.map(({ execution }) => execution);
const inputs = (execution: Execution): Json[] => children(execution).map(({ input }) => input.value);

test('the run is in the history, the children are not', () => {
  const execution = run(map(processor({})), { input: '["Hello", "World"]' });
  expect(lines(execution)).toEqual([
    '1<0 ExecutionStarted',
    '2<0 MapStateEntered M',
    '3<2 MapStateStarted 2',
    '4<3 MapRunStarted',
    '5<4 MapRunSucceeded',
    '6<5 MapStateSucceeded',
    '7<4 MapStateExited M',
    '8<7 ExecutionSucceeded',
  ]);
  expect(execution.output?.text).toBe('["Hello","World"]');
  const [mapRun] = execution.mapRuns;
  expect(details(events(execution)[3]!)).toEqual({ mapRunArn: mapRun!.arn });
  expect(mapRun).toMatchObject({
    status: 'SUCCEEDED',
    executionArn: execution.arn,
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine/label',
    maxConcurrency: 0,
    itemCounts: { total: 2, succeeded: 2, resultsWritten: 2, pending: 0, running: 0 },
    executionCounts: { total: 2, succeeded: 2 },
  });
  expect(mapRun!.arn).toMatch(/^arn:aws:states:us-east-1:123456789012:mapRun:machine\/label:[0-9a-f-]{36}$/);
  const [child] = children(execution);
  expect(child!.arn).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:machine\/label:[0-9a-f-]{36}$/);
  expect(lines(child!)).toEqual([
    '1<0 ExecutionStarted',
    '2<0 PassStateEntered A',
    '3<2 PassStateExited A',
    '4<3 ExecutionSucceeded',
  ]);
});

test('the host is told of the run and of each child', () => {
  const told: string[] = [];
  const world = new (class extends World {
    mapRunStarted(mapRun: MapRun): void {
      told.push(mapRun.arn.split(':')[5]!);
    }
    childStarted(child: Execution): void {
      told.push(child.input.text);
    }
  })();
  run(map(processor({})), { input: [1, 2], world });
  expect(told).toEqual(['mapRun', '1', '2']);
});

test('so many at once, and more when UpdateMapRun says so', () => {
  const world = new World({ A: [later(1000, succeed(1))] });
  const { execution } = start(map(processor(work), { MaxConcurrency: 2 }), { world, input: [1, 2, 3, 4] });
  expect(execution.mapRuns[0]!.executionCounts).toMatchObject({ running: 2, pending: 2 });
  execution.mapRuns[0]!.update({ maxConcurrency: 3 });
  expect(execution.mapRuns[0]!.executionCounts).toMatchObject({ running: 3, pending: 1 });
  finish(execution, world);
  expect(output(execution)).toEqual([1, 1, 1, 1]);
});

describe('tolerated failures', () => {
  const script = { A: [succeed('a'), fail('E', 'c'), succeed('b'), succeed('c')] };
  test.each<[string, object, boolean]>([
    ['none', {}, false],
    ['a count that suffices', { ToleratedFailureCount: 1 }, true],
    ['a percentage that suffices', { ToleratedFailurePercentage: 25 }, true],
    ['a percentage that does not', { ToleratedFailurePercentage: 24 }, false],
    ['either is enough to fail', { ToleratedFailureCount: 1, ToleratedFailurePercentage: 10 }, false],
  ])('%s', (_what, fields, succeeds) => {
    const execution = run(map(processor(work), { MaxConcurrency: 1, ...fields }), { input: [1, 2, 3, 4], script });
    if (succeeds) {
      expect(output(execution)).toEqual(['a', 'b', 'c']);
      return;
    }
    expect(lines(execution).slice(4)).toEqual([
      '5<4 MapRunFailed States.ExceedToleratedFailureThreshold',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed States.ExceedToleratedFailureThreshold',
    ]);
    expect(execution.mapRuns[0]).toMatchObject({
      status: 'FAILED',
      itemCounts: { succeeded: 1, failed: 1, pending: 2 },
    });
  });
});

describe('batches', () => {
  const batched = (ItemBatcher: object, input: Json = [1, 2, 3, 4, 5]) =>
    inputs(run(map(processor({}), { ItemsPath: '$.list', ItemBatcher }), { input: { list: input, n: '2' } }));

  test('by number', () => {
    expect(batched({ MaxItemsPerBatch: 2 })).toEqual([{ Items: [1, 2] }, { Items: [3, 4] }, { Items: [5] }]);
    expect(batched({ MaxItemsPerBatchPath: '$.n' })).toHaveLength(3);
  });

  test('by size', () => {
    expect(batched({ MaxInputBytesPerBatch: 40 }, ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'])).toEqual([
      { Items: ['aaaaaaaaaa', 'bbbbbbbbbb'] },
      { Items: ['cccccccccc'] },
    ]);
  });

  test('with an input of their own', () => {
    expect(batched({ MaxItemsPerBatch: 5, BatchInput: { 'n.$': '$.n' } })).toEqual([
      { BatchInput: { n: '2' }, Items: [1, 2, 3, 4, 5] },
    ]);
  });

  test('items are counted, not batches', () => {
    const execution = run(map(processor({}), { ItemBatcher: { MaxItemsPerBatch: 2 } }), { input: [1, 2, 3] });
    expect(execution.mapRuns[0]).toMatchObject({
      itemCounts: { total: 3, succeeded: 3 },
      executionCounts: { total: 2, succeeded: 2 },
    });
  });
});

test('the members of an object are items too', () => {
  const ItemSelector = { 'key.$': '$$.Map.Item.Key', 'value.$': '$$.Map.Item.Value' };
  expect(output(run(map(processor({}), { ItemSelector }), { input: { a: 1, b: 2 } }))).toEqual([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ]);
});

test('EXPRESS children', () => {
  const execution = run(map(processor({}, 'EXPRESS')), { input: [1] });
  expect(children(execution)[0]!.arn).toMatch(/:express:machine\/label:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
});

describe('ItemReader', () => {
  const reader = {
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { 'Bucket.$': '$.b' },
      ReaderConfig: { InputType: 'JSON', MaxItemsPath: '$.most' },
    },
  };

  test('without a source of items it says so', () => {
    const execution = run(map(processor({}), reader), { input: { b: 'x', most: 2 } });
    expect(lines(execution).slice(2)).toEqual([
      '3<2 MapStateStarted 0',
      '4<3 MapRunStarted',
      '5<4 MapRunFailed States.ItemReaderFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed States.ItemReaderFailed',
    ]);
    expect(execution.cause).toContain('arn:aws:states:::s3:getObject');
  });

  test('with one it reads them, so many', () => {
    const world = new (class extends World {
      asked: unknown;
      readItems: NonNullable<Host['readItems']> = (request, answer) => {
        this.asked = { ...request, parameters: request.parameters.value };
        this.clock.schedule(this.clock.now() + 5, () =>
          answer({ outcome: 'items', items: [Doc.of(1), Doc.of(2), Doc.of(3)] }),
        );
      };
    })();
    expect(output(run(map(processor({}), reader), { world, input: { b: 'x', most: 2 } }))).toEqual([1, 2]);
    expect(world.asked).toMatchObject({ parameters: { Bucket: 'x' }, config: { InputType: 'JSON', MaxItems: 2 } });
  });

  test.each<[Json, string, string]>([
    [-1, 'States.ItemReaderFailed', 'field MaxItems must be positive'],
    [
      1.5,
      'States.Runtime',
      `An error occurred while executing the state 'M' (entered at the event id #2). The MaxItemsPath field refers to value "1.5" which is not a valid integer: $.most`,
    ],
  ])('MaxItemsPath that leads to %j', (most, error, cause) => {
    expect(run(map(processor({}), reader), { input: { b: 'x', most } })).toMatchObject({ error, cause });
  });
});

test('stopping the parent stops the run and the children', () => {
  const world = new World({ A: [later(1000, succeed(1))] });
  const { execution } = start(map(processor(work), { MaxConcurrency: 1 }), { world, input: [1, 2] });
  execution.abort();
  expect(execution.mapRuns[0]).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 1, pending: 1 } });
  expect(children(execution)[0]!.status).toBe('ABORTED');
});
