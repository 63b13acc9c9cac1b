import { describe, expect, test } from 'vitest';
import { type CheckOptions, check } from '../../../engine/asl/check/index.js';
import type { JsonObject } from '../../../engine/asl/doc.js';
import {
  activityArn,
  choice,
  distributed,
  done,
  functionArn,
  integration,
  leadingTo,
  machine,
  map,
  parallel,
  pass,
  task,
} from './definitions.js';

const jsonata = { QueryLanguage: 'JSONata' };
const one = (state: JsonObject, fields: JsonObject = {}): JsonObject => machine({ A: state }, fields);
const when = (rule: JsonObject): JsonObject => choice({ ...rule, Next: 'Done' });

/** Definitions of the language's first year, which today's accepts too. */
const old: Record<string, JsonObject> = {
  'every field of the machine': one(pass, { Comment: 'c', Version: '1.0', TimeoutSeconds: 300 }),
  'a Pass with all its fields': one({
    Type: 'Pass',
    Comment: 'c',
    Result: { a: [1, null] },
    InputPath: '$.in',
    OutputPath: '$',
    ResultPath: '$.out',
    End: true,
  }),
  'paths that are null': one({ ...pass, InputPath: null, OutputPath: null, ResultPath: null }),
  'paths with all kinds of steps': one({
    ...pass,
    InputPath: "$['a b'][0].c[1:3][*]..d[?(@.e > 1)]",
    ResultPath: "$['a b'][2].c",
  }),
  'a function': one({ ...task, TimeoutSeconds: 60, HeartbeatSeconds: 59 }),
  'a version of a function': one({ ...task, Resource: `${functionArn}:$LATEST` }),
  'an activity': one({ ...task, Resource: activityArn }),
  'another partition': one({ ...task, Resource: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:f' }),
  retriers: one({
    ...task,
    Retry: [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 0, MaxAttempts: 0, BackoffRate: 1 },
      { ErrorEquals: ['States.ALL'] },
    ],
  }),
  'no retrier': one({ ...task, Retry: [], Catch: [] }),
  catchers: machine({
    A: {
      ...task,
      Catch: [
        { ErrorEquals: ['A'], Next: 'B', ResultPath: '$.error' },
        { ErrorEquals: ['States.ALL'], Next: 'B' },
      ],
    },
    B: pass,
  }),
  'a catcher that goes back': machine({ A: { ...task, Catch: [{ ErrorEquals: ['A'], Next: 'A' }] } }),
  waits: machine({
    A: { Type: 'Wait', Seconds: 0, Next: 'B' },
    B: { Type: 'Wait', SecondsPath: '$.s', Next: 'C' },
    C: { Type: 'Wait', Timestamp: '2030-02-28T23:59:59.123+01:00', Next: 'D' },
    D: { Type: 'Wait', TimestampPath: '$.t[0]', End: true },
  }),
  'a leap day': one({ Type: 'Wait', Timestamp: '2028-02-29T00:00:00Z', End: true }),
  'comparisons of the first year': choice(
    { Variable: '$.s', StringGreaterThanEquals: 'a', Next: 'Done' },
    { Variable: '$.n', NumericLessThan: 1.5, Next: 'Done' },
    { Variable: '$.b', BooleanEquals: false, Next: 'Done' },
    { Variable: '$.t', TimestampEquals: '2030-01-01T00:00:00Z', Next: 'Done' },
  ),
  'rules within rules': when({
    Or: [{ Not: { Variable: '$.a', StringEquals: 'x' } }, { And: [{ Variable: '$.b', NumericEquals: 1 }] }],
  }),
  'a Choice without Default': machine({
    Pick: { Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: 'x', Next: 'Done' }] },
    Done: done,
  }),
  'a Fail': one({ Type: 'Fail', Error: 'Late', Cause: 'It took too long' }),
  'a Fail that says nothing': one({ Type: 'Fail' }),
  'a Succeed with paths': one({ Type: 'Succeed', InputPath: '$.a', OutputPath: null }),
  branches: one({
    ...parallel(machine({ L: pass }, { Comment: 'c' }), machine({ R: task })),
    ResultPath: '$.both',
    Retry: [{ ErrorEquals: ['States.ALL'] }],
  }),
  'branches in branches': one(parallel(machine({ B: parallel(machine({ C: pass })) }))),
  'a branch that never ends': one(
    parallel(machine({ L: { Type: 'Pass', Next: 'M' }, M: { Type: 'Pass', Next: 'L' } })),
  ),
  'names that need quoting': machine({ 'a/b "c" ~0': { Type: 'Pass', Next: '__proto__' }, ['__proto__']: pass }),
};

const current: Record<string, JsonObject> = {
  'a name of 80 characters outside the basic plane': machine({ ['\u{1F600}'.repeat(80)]: pass }),
  'every field of a service task': one({
    ...integration('sqs:sendMessage.waitForTaskToken', { QueueUrl: 'u', MessageBody: { 'token.$': '$$.Task.Token' } }),
    ResultSelector: { 'id.$': '$.MessageId' },
    ResultPath: '$.sent',
    TimeoutSecondsPath: '$.timeout',
    HeartbeatSecondsPath: '$.beat',
    Credentials: { 'RoleArn.$': '$.role' },
    Assign: { 'id.$': '$.MessageId', count: 1 },
    Retry: [{ ErrorEquals: ['A'], MaxDelaySeconds: 31_622_400, JitterStrategy: 'FULL', Comment: 'c' }],
  }),
  'intrinsic functions': one({
    ...pass,
    Parameters: {
      'a.$': "States.Format('{} it\\'s {}', $.a, States.JsonToString($.b))",
      'b.$': 'States.Array()',
      'c.$': 'States.MathRandom(1, 10, 7)',
      'd.$': 'States.ArrayRange(0, -10, -2)',
      'e.$': 'States.JsonMerge($.x, $$.Execution.Input, false)',
    },
  }),
  'templates in lists': one({ ...pass, Parameters: { all: [{ 'a.$': '$.a' }, [{ 'b.$': '$$.State.Name' }], 'text'] } }),
  'a Result that looks like a template': one({ ...pass, Result: { 'a.$': 'not evaluated' } }),
  'the context object': one({ ...pass, InputPath: '$$.Execution', OutputPath: '$$' }),
  'comparisons of today': choice(
    { Variable: '$.a', IsPresent: true, Next: 'Done', Comment: 'c', Assign: { a: 1 } },
    { Variable: '$$.Execution.Name', StringMatches: 'a*', Next: 'Done' },
    { Variable: '$.n', NumericGreaterThanPath: '$.m', Next: 'Done' },
    { Variable: '$.t', TimestampLessThanEqualsPath: '$$.State.EnteredTime', Next: 'Done' },
  ),
  'an error made of paths': one({ Type: 'Fail', ErrorPath: '$.error', CausePath: "States.Format('{}', $.n)" }),
  variables: machine({
    A: { Type: 'Pass', Assign: { 'order.$': '$.order', größe: 1 }, Next: 'B' },
    B: { ...pass, InputPath: '$order.items[0]', Parameters: { 'n.$': 'States.MathAdd($größe, 1)' } },
  }),
  'variables seen from a branch': one({ ...parallel(machine({ L: { ...pass, InputPath: '$v' } })), Assign: { v: 1 } }),
  'the same variable in two branches': one(
    parallel(machine({ L: { ...pass, Assign: { v: 1 } } }), machine({ R: { ...pass, Assign: { v: 2 } } })),
  ),
  'the outer variable in a distributed Map': one({
    ...map({ Assign: { v: 1 } }, distributed),
    ItemProcessor: { ProcessorConfig: distributed, ...machine({ Each: { ...pass, Assign: { v: 2 } } }) },
  }),
  'an inline Map': one(
    map(
      { ItemsPath: '$.items', MaxConcurrency: 0, ItemSelector: { 'item.$': '$$.Map.Item.Value' } },
      { Mode: 'INLINE' },
    ),
  ),
  'an Iterator': one({
    Type: 'Map',
    Iterator: machine({ Each: pass }),
    Parameters: { 'i.$': '$$.Map.Item.Index' },
    End: true,
  }),
  'items of the context object': one(map({ ItemsPath: '$$.Execution.Input.items' })),
  'a distributed Map with all its fields': one(
    map(
      {
        Label: 'orders-2',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Parameters: { Bucket: 'b', 'Key.$': '$.key' },
          ReaderConfig: {
            InputType: 'CSV',
            CSVHeaderLocation: 'GIVEN',
            CSVHeaders: ['a', '{% b %}'],
            MaxItemsPath: '$.most',
          },
        },
        ItemBatcher: { MaxItemsPerBatchPath: '$.size', MaxInputBytesPerBatch: 1000, BatchInput: { 'run.$': '$.run' } },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: 'b', Prefix: 'p' },
          WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' },
        },
        MaxConcurrencyPath: '$.n',
        ToleratedFailurePercentage: 33.3,
        ToleratedFailureCountPath: '$.c',
      },
      { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    ),
  ),
  'a reader without a distributed Map': one(
    map({ ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } } }),
  ),
  'a JSONata machine': machine(
    {
      A: leadingTo(
        {
          ...integration('lambda:invoke', { FunctionName: 'f', Payload: '{% $states.input %}' }, 'Arguments'),
          TimeoutSeconds: '{% $states.input.timeout %}',
          Output: { answer: '{% $states.result.Payload %}', plain: 'text', list: [1, '{% $now() %}'] },
          Assign: { answer: '{% $states.result %}' },
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Output: '{% $states.errorOutput.Cause %}',
              Assign: { e: '{% $states.errorOutput %}' },
              Next: 'B',
            },
          ],
        },
        'B',
      ),
      B: { Type: 'Wait', Seconds: '{% $answer.seconds %}', Next: 'C' },
      C: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $answer.ok %}', Output: '{% $answer %}', Next: 'D' }],
        Default: 'D',
        Output: {},
      },
      D: {
        Type: 'Map',
        Items: '{% $states.input.items[price > 3] %}',
        ItemSelector: { v: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: machine({ Each: pass }),
        Next: 'E',
      },
      E: { Type: 'Fail', Error: '{% $answer.error %}', Cause: 'plain' },
    },
    jsonata,
  ),
  'a JSONata state in a JSONPath machine': machine({
    A: { Type: 'Pass', ...jsonata, Output: '{% 1 %}', Next: 'B' },
    B: { ...pass, InputPath: '$.a' },
  }),
  'a JSONPath state in a JSONata Map of a JSONPath machine': one({
    ...map({ ...jsonata, Items: [1] }),
    ItemProcessor: machine({ Each: { ...pass, InputPath: '$.a' } }),
  }),
  'a field of JSONata that is always literal': one({ ...pass, Comment: '{% not read %}' }, jsonata),
};

const clean = (definition: JsonObject): JsonObject => JSON.parse(JSON.stringify(definition)) as JsonObject;
const findings = (definition: JsonObject, options: CheckOptions): string[] =>
  check(clean(definition), options).map(({ rule, message, location }) => `${rule}: ${message} at ${location}`);

describe.each(Object.entries(old))('%s', (_, definition) => {
  test.each(['2017-03-30', 'current'] as const)('is accepted in %s', (edition) => {
    expect(findings(definition, { edition })).toEqual([]);
  });
});

test.each(Object.entries(current))('%s is accepted today', (_, definition) => {
  expect(findings(definition, {})).toEqual([]);
});

test.each(Object.entries(current))('%s is not of the first year', (title, definition) => {
  const rules = check(clean(definition), { edition: '2017-03-30' }).map(({ rule }) => rule);
  if (title === 'a name of 80 characters outside the basic plane' || title === 'a Result that looks like a template')
    expect(rules).toEqual([]);
  else expect(rules).not.toEqual([]);
});

test('what an Express machine may do', () => {
  const machines = [
    one(task),
    one(integration('sns:publish', { Message: 'm' })),
    one(map()),
    one(parallel(machine({ L: pass }))),
  ];
  for (const definition of machines) expect(findings(definition, { type: 'EXPRESS' })).toEqual([]);
});
