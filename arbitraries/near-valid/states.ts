import type { Json, JsonObject } from '../json.js';
import type { QueryLanguage } from '../recipe.js';

export type Path = readonly (string | number)[];

/** A state that is right, and the one change that breaks a rule. `@next` in the state is where it goes on. */
export interface StateBreak {
  readonly rule: string;
  readonly state: JsonObject;
  /** Where in the state. */
  readonly at: Path;
  /** What is put there; absent: what is there is taken away. */
  readonly to?: Json;
  /** Where the diagnostic points, when not there. */
  readonly told?: Path;
  /** The state's query language. Default JSONPath. */
  readonly language?: QueryLanguage;
  /** The first edition has no such rule, or no such state. */
  readonly modern?: true;
  /** The machine's type. Default STANDARD. */
  readonly type?: 'EXPRESS';
}

const fn = 'arn:aws:lambda:us-east-1:123456789012:function:near';
const activity = 'arn:aws:states:us-east-1:123456789012:activity:near';
const pass: JsonObject = { Type: 'Pass', Next: '@next' };
const task: JsonObject = { Type: 'Task', Resource: fn, Next: '@next' };
const wait: JsonObject = { Type: 'Wait', Seconds: 1, Next: '@next' };
const inner = (name: string, state: JsonObject = { Type: 'Pass', End: true }): JsonObject => ({
  StartAt: name,
  States: { [name]: state },
});
const choice = (rule: JsonObject): JsonObject => ({
  Type: 'Choice',
  Choices: [{ ...rule, Next: '@next' }],
  Default: '@next',
});
const compare = choice({ Variable: '$.near', NumericEquals: 1 });
const and = choice({ And: [{ Variable: '$.near', NumericEquals: 1 }] });
const parallel: JsonObject = { Type: 'Parallel', Branches: [inner('Near left'), inner('Near right')], Next: '@next' };
const map: JsonObject = { Type: 'Map', ItemsPath: '$.near', ItemProcessor: inner('Near each'), Next: '@next' };
const distributed: JsonObject = {
  ...map,
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...inner('Near each') },
};
const reader: JsonObject = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
const csv: JsonObject = {
  ...distributed,
  ItemReader: { ...reader, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' } },
};
const retry: JsonObject = { ...task, Retry: [{ ErrorEquals: ['Near'] }, { ErrorEquals: ['States.ALL'] }] };
const caught: JsonObject = { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: '@next' }] };
const invoke: JsonObject = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: fn },
  Next: '@next',
};
const query: JsonObject = { Type: 'Pass', Output: { near: '{% $states.input %}' }, Next: '@next' };
const assigned: JsonObject = { Type: 'Pass', Assign: { near: 1 }, Next: '@next' };
const template: JsonObject = { Type: 'Pass', Parameters: { 'near.$': '$', kind: 'near' }, Next: '@next' };

const jsonata = { language: 'JSONata', modern: true } as const;
const modern = { modern: true } as const;

/** Breaks of one state each. */
export const stateBreaks: readonly StateBreak[] = [
  { rule: 'required-field', state: task, at: ['Resource'], told: [] },
  { rule: 'required-field', state: parallel, at: ['Branches'], told: [] },
  { rule: 'required-field', state: parallel, at: ['Branches', 0, 'StartAt'], told: ['Branches', 0] },
  { rule: 'required-field', state: retry, at: ['Retry', 0, 'ErrorEquals'], told: ['Retry', 0] },
  { rule: 'required-field', state: wait, at: ['Seconds'], told: [] },
  { rule: 'required-field', state: map, at: ['ItemProcessor'], told: [], ...modern },
  { rule: 'unsupported-field', state: pass, at: ['Near'], to: 1, told: [] },
  { rule: 'unsupported-field', state: parallel, at: ['Branches', 0, 'TimeoutSeconds'], to: 1, told: ['Branches', 0] },
  { rule: 'unsupported-field', state: caught, at: ['Catch', 0, 'MaxAttempts'], to: 1, told: ['Catch', 0] },
  { rule: 'field-type', state: pass, at: ['Comment'], to: 7 },
  { rule: 'field-type', state: retry, at: ['Retry', 0, 'ErrorEquals'], to: 'Near' },
  { rule: 'field-type', state: wait, at: ['Seconds'], to: '1' },
  { rule: 'field-type', state: parallel, at: ['Branches', 1], to: 'near' },
  { rule: 'value-empty', state: parallel, at: ['Branches'], to: [] },
  { rule: 'value-empty', state: retry, at: ['Retry', 0, 'ErrorEquals'], to: [] },
  { rule: 'value-empty', state: and, at: ['Choices', 0, 'And'], to: [] },
  { rule: 'value-range', state: { ...task, TimeoutSeconds: 1 }, at: ['TimeoutSeconds'], to: 0 },
  { rule: 'value-range', state: retry, at: ['Retry', 0, 'BackoffRate'], to: 0.5 },
  { rule: 'value-range', state: retry, at: ['Retry', 0, 'MaxAttempts'], to: -1 },
  { rule: 'value-range', state: wait, at: ['Seconds'], to: -1 },
  { rule: 'value-range', state: map, at: ['MaxConcurrency'], to: -1, ...modern },
  { rule: 'value-enum', state: retry, at: ['Retry', 0, 'JitterStrategy'], to: 'HALF', ...modern },
  {
    rule: 'value-enum',
    state: map,
    at: ['ItemProcessor', 'ProcessorConfig'],
    to: { Mode: 'NEAR' },
    told: ['ItemProcessor', 'ProcessorConfig', 'Mode'],
    ...modern,
  },
  { rule: 'exclusive-fields', state: wait, at: ['SecondsPath'], to: '$.near', told: [] },
  {
    rule: 'exclusive-fields',
    state: { ...task, TimeoutSeconds: 9 },
    at: ['TimeoutSecondsPath'],
    to: '$.near',
    told: [],
    ...modern,
  },
  { rule: 'exclusive-fields', state: map, at: ['Iterator'], to: inner('Near other'), told: [], ...modern },
  { rule: 'next-or-end', state: pass, at: ['End'], to: true, told: [] },
  { rule: 'state-type', state: pass, at: ['Type'], to: 'Near' },
  { rule: 'label-name', state: { ...distributed, Label: 'near' }, at: ['Label'], to: 'n'.repeat(41), ...modern },
  { rule: 'label-name', state: { ...distributed, Label: 'near' }, at: ['Label'], to: 'a near one', ...modern },
  { rule: 'transition-target', state: caught, at: ['Catch', 0, 'Next'], to: 'Nowhere near' },
  { rule: 'transition-target', state: compare, at: ['Choices', 0, 'Next'], to: 'Nowhere near' },
  { rule: 'transition-target', state: compare, at: ['Default'], to: 'Nowhere near' },
  { rule: 'query-language-field', state: pass, at: ['Output'], to: 1, told: [], ...modern },
  { rule: 'query-language-field', state: query, at: ['InputPath'], to: '$', told: [], ...jsonata },
  {
    rule: 'timestamp',
    state: { ...wait, Seconds: '@none', Timestamp: '2030-01-01T00:00:00Z' },
    at: ['Timestamp'],
    to: '2030-01-01',
  },
  {
    rule: 'timestamp',
    state: choice({ Variable: '$.near', TimestampEquals: '2030-01-01T00:00:00Z' }),
    at: ['Choices', 0, 'TimestampEquals'],
    to: 'soon',
  },
  { rule: 'path-syntax', state: { ...pass, InputPath: '$' }, at: ['InputPath'], to: '$.near[' },
  { rule: 'path-syntax', state: { ...pass, OutputPath: '$' }, at: ['OutputPath'], to: 'near' },
  { rule: 'reference-path', state: { ...pass, ResultPath: '$.near' }, at: ['ResultPath'], to: '$..near' },
  {
    rule: 'reference-path',
    state: { ...wait, Seconds: '@none', SecondsPath: '$.near' },
    at: ['SecondsPath'],
    to: '$.near[*]',
  },
  { rule: 'reference-path', state: compare, at: ['Choices', 0, 'Variable'], to: 'near' },
  { rule: 'template-path', state: template, at: ['Parameters', 'near.$'], to: 'near', told: ['Parameters'], ...modern },
  { rule: 'template-path', state: template, at: ['Parameters', 'near.$'], to: 1, told: ['Parameters'], ...modern },
  {
    rule: 'intrinsic-call',
    state: template,
    at: ['Parameters', 'near.$'],
    to: 'States.Near($)',
    told: ['Parameters'],
    ...modern,
  },
  {
    rule: 'intrinsic-call',
    state: template,
    at: ['Parameters', 'near.$'],
    to: 'States.MathAdd(1)',
    told: ['Parameters'],
    ...modern,
  },
  { rule: 'choice-selector', state: and, at: ['Choices', 0, 'Variable'], to: '$.near', told: ['Choices', 0] },
  { rule: 'choice-selector', state: compare, at: ['Choices', 0, 'Variable'], told: ['Choices', 0] },
  { rule: 'choice-operator', state: compare, at: ['Choices', 0, 'NumericEquals'], told: ['Choices', 0] },
  { rule: 'choice-operator', state: compare, at: ['Choices', 0, 'NumericLessThan'], to: 2, told: ['Choices', 0] },
  { rule: 'choice-operand', state: compare, at: ['Choices', 0, 'NumericEquals'], to: '1' },
  {
    rule: 'choice-nested-next',
    state: and,
    at: ['Choices', 0, 'And', 0, 'Next'],
    to: '@next',
    told: ['Choices', 0, 'And', 0],
  },
  {
    rule: 'states-all-alone',
    state: retry,
    at: ['Retry', 0, 'ErrorEquals'],
    to: ['Near', 'States.ALL'],
    told: ['Retry', 0, 'ErrorEquals', 1],
  },
  {
    rule: 'states-all-alone',
    state: retry,
    at: ['Retry', 0, 'ErrorEquals'],
    to: ['States.ALL'],
    told: ['Retry', 0, 'ErrorEquals', 0],
  },
  { rule: 'heartbeat-below-timeout', state: { ...task, TimeoutSeconds: 9 }, at: ['HeartbeatSeconds'], to: 9 },
  { rule: 'resource-arn', state: task, at: ['Resource'], to: 'near' },
  { rule: 'resource-known', state: task, at: ['Resource'], to: 'arn:aws:iam::123456789012:role/near' },
  { rule: 'resource-known', state: invoke, at: ['Resource'], to: 'arn:aws:states:::lambda:near', ...modern },
  {
    rule: 'integration-parameters',
    state: invoke,
    at: ['Parameters', 'FunctionName'],
    told: ['Parameters'],
    ...modern,
  },
  { rule: 'integration-parameters', state: invoke, at: ['Parameters'], told: [], ...modern },
  {
    rule: 'credentials',
    state: { ...task, Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/near' } },
    at: ['Credentials'],
    to: {},
    ...modern,
  },
  {
    rule: 'activity-credentials',
    state: { ...task, Resource: activity },
    at: ['Credentials'],
    to: { RoleArn: 'arn:aws:iam::123456789012:role/near' },
    ...modern,
  },
  { rule: 'express-activity', state: task, at: ['Resource'], to: activity, type: 'EXPRESS', ...modern },
  {
    rule: 'express-callback',
    state: invoke,
    at: ['Resource'],
    to: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    type: 'EXPRESS',
    ...modern,
  },
  {
    rule: 'express-sync',
    state: { ...invoke, Resource: 'arn:aws:states:::glue:startJobRun', Parameters: { JobName: 'near' } },
    at: ['Resource'],
    to: 'arn:aws:states:::glue:startJobRun.sync',
    type: 'EXPRESS',
    ...modern,
  },
  {
    rule: 'express-distributed-map',
    state: map,
    at: ['ItemProcessor', 'ProcessorConfig'],
    to: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    told: ['ItemProcessor', 'ProcessorConfig', 'Mode'],
    type: 'EXPRESS',
    ...modern,
  },
  {
    rule: 'processor-execution-type',
    state: distributed,
    at: ['ItemProcessor', 'ProcessorConfig', 'ExecutionType'],
    told: ['ItemProcessor', 'ProcessorConfig'],
    ...modern,
  },
  {
    rule: 'processor-execution-type',
    state: map,
    at: ['ItemProcessor', 'ProcessorConfig'],
    to: { Mode: 'INLINE', ExecutionType: 'STANDARD' },
    ...modern,
  },
  { rule: 'reader-resource', state: csv, at: ['ItemReader', 'Resource'], to: 'arn:aws:states:::s3:near', ...modern },
  {
    rule: 'reader-csv-header',
    state: csv,
    at: ['ItemReader', 'ReaderConfig', 'CSVHeaderLocation'],
    told: ['ItemReader', 'ReaderConfig'],
    ...modern,
  },
  {
    rule: 'reader-csv-header',
    state: csv,
    at: ['ItemReader', 'ReaderConfig', 'CSVHeaderLocation'],
    to: 'GIVEN',
    told: ['ItemReader', 'ReaderConfig'],
    ...modern,
  },
  { rule: 'jsonata-string', state: query, at: ['Output', 'near'], to: '{% $states.input', ...jsonata },
  { rule: 'jsonata-syntax', state: query, at: ['Output', 'near'], to: '{% 1 + %}', ...jsonata },
  { rule: 'jsonata-top-level', state: query, at: ['Output', 'near'], to: '{% near %}', ...jsonata },
  { rule: 'jsonata-top-level', state: query, at: ['Output', 'near'], to: '{% $$ %}', ...jsonata },
  { rule: 'jsonata-states-field', state: query, at: ['Output', 'near'], to: '{% $states.near %}', ...jsonata },
  { rule: 'jsonata-states-field', state: query, at: ['Output', 'near'], to: '{% $states.result %}', ...jsonata },
  { rule: 'variable-name', state: assigned, at: ['Assign', '1st'], to: 1, ...modern },
  { rule: 'variable-reserved', state: assigned, at: ['Assign', 'states'], to: 1, ...modern },
  {
    rule: 'variable-scope',
    state: { ...parallel, Assign: { near: 1 } },
    at: ['Branches', 0, 'States', 'Near left', 'Assign'],
    to: { near: 2 },
    told: ['Branches', 0, 'States', 'Near left', 'Assign', 'near'],
    ...modern,
  },
  {
    rule: 'variable-undefined',
    state: { ...pass, InputPath: '$' },
    at: ['InputPath'],
    to: '$neverAssigned',
    ...modern,
  },
  {
    rule: 'template-no-dollar',
    state: template,
    at: ['Parameters', 'kind'],
    to: '$.near',
    told: ['Parameters'],
    ...modern,
  },
  { rule: 'pass-result-static', state: { ...pass, Result: 1 }, at: ['Result'], to: '$.near', ...modern },
];
