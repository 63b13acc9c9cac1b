import { describe, expect, test } from 'vitest';
import { check, refusal, refusalOfState, validateDefinition } from '../../../engine/asl/check/index.js';
import type { JsonObject } from '../../../engine/asl/doc.js';
import { activityArn, choice, integration, machine, map, parallel, pass, task } from './definitions.js';

const one = (state: JsonObject, fields: JsonObject = {}): JsonObject => machine({ A: state }, fields);
const said = (definition: JsonObject, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string | undefined =>
  refusal(JSON.stringify(definition), { type });
const jsonata = { QueryLanguage: 'JSONata' };
const schema = (message: string, location: string): string => `SCHEMA_VALIDATION_FAILED: ${message} at ${location}`;

describe('the texts that AWS answers', () => {
  // Each was measured on AWS and published: floci-io/floci #2735, #2745, #2670, #2968, #3733; badmintoncryer/cdk-preflight
  // rules/stepfunctions; aws-cloudformation/cfn-lint #4073 to #4085; localstack/localstack #11978.
  test.each<[string, JsonObject, string]>([
    ['no StartAt', { States: { A: pass } }, schema('These fields are required: [StartAt]', '/')],
    [
      'no Next in a rule',
      choice({ Variable: '$', StringMatches: 'x' }),
      schema('These fields are required: [Next]', '/States/Pick/Choices[0]'),
    ],
    [
      'no Choices, deep inside',
      one(parallel(machine({ B: parallel(machine({ C: { Type: 'Choice' } })) }))),
      schema('These fields are required: [Choices]', '/States/A/Branches[0]/States/B/Branches[0]/States/C'),
    ],
    ['a field of another state', one({ ...pass, Retry: [] }), schema("Field 'Retry' is not supported", '/States/A')],
    [
      'Wait above the limit',
      one({ Type: 'Wait', Seconds: 1e16, End: true }),
      schema('Maximum value is 99999999', '/States/A/Seconds'),
    ],
    ['TimeoutSeconds 0', one({ ...task, TimeoutSeconds: 0 }), schema('Minimum value is 1', '/States/A/TimeoutSeconds')],
    [
      'a negative percentage',
      one(map({ ToleratedFailurePercentage: -1 })),
      schema('Minimum value is 0.0', '/States/A/ToleratedFailurePercentage'),
    ],
    [
      'both timeouts',
      one({ ...task, TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }),
      schema('There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]', '/States/A'),
    ],
    [
      'two times of a Wait',
      one({ Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true }),
      schema(
        'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
        '/States/A',
      ),
    ],
    [
      'neither Next nor End',
      machine({ A: { Type: 'Pass' } }),
      schema('This object should have only one of the following fields: [Next, End]', '/States/A'),
    ],
    [
      'OutputPath',
      one({ ...pass, OutputPath: 'Test' }),
      schema('Value must be a valid JSONPath.', '/States/A/OutputPath'),
    ],
    [
      'Variable',
      choice({ Variable: 'Test', StringMatches: 'x', Next: 'Done' }),
      schema("Value is not a Reference Path: Reference path didn't start with '$'", '/States/Pick/Choices[0]/Variable'),
    ],
    [
      'an open bracket',
      choice({ Variable: '$.a[$$.b]c', StringMatches: 'x', Next: 'Done' }),
      schema("Value is not a Reference Path: '[' must be followed by ' or '['", '/States/Pick/Choices[0]/Variable'),
    ],
    [
      'Assign',
      one({ ...pass, Assign: { 'Variable.$': 'Test' } }),
      schema(
        "The value for the field 'Variable.$' must be a valid JSONPath or a valid intrinsic function call",
        '/States/A/Assign',
      ),
    ],
    [
      'States.ALL',
      one({ ...task, Retry: [{ ErrorEquals: ['States.ALL', 'B'] }] }),
      schema('States.ALL must appear alone and at end of list', '/States/A/Retry[0]/ErrorEquals[0]'),
    ],
    ['no Choices', choice(), schema('Value cannot be empty', '/States/Pick/Choices')],
    [
      'ExecutionType',
      one(map({}, { Mode: 'DISTRIBUTED' })),
      schema('These fields are required: [ExecutionType]', '/States/A/ItemProcessor/ProcessorConfig'),
    ],
    [
      '.sync of Lambda',
      one(integration('lambda:invoke.sync', { FunctionName: 'f' })),
      schema(
        'The resource provided arn:aws:states:::lambda:invoke.sync is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
        '/States/A/Resource',
      ),
    ],
    [
      'the language of a state',
      one({ ...pass, InputPath: '$' }, jsonata),
      schema(
        "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
        '/States/A',
      ),
    ],
    [
      'the language of the machine',
      one(pass, { QueryLanguage: 5 }),
      schema('Expected value of type [STRING]', '/QueryLanguage'),
    ],
    [
      'an unknown language',
      one({ ...pass, QueryLanguage: 'foo' }),
      schema('Value should be one of the following: [JSONPath, JSONata]', '/States/A/QueryLanguage'),
    ],
    [
      'the language of a processor',
      one({ ...map(), ItemProcessor: { ...jsonata, ...machine({ B: pass }) } }),
      schema("Field 'QueryLanguage' is not supported", '/States/A/ItemProcessor'),
    ],
    [
      'a loop',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ],
    [
      'a duplicate',
      one(parallel(machine({ X: pass }), machine({ X: pass }))),
      'DUPLICATE_STATE_NAME: Duplicate State name: X at /States/A/Branches[1]/States/X',
    ],
    [
      'JSONata that does not parse',
      one({ ...pass, Output: { v: '{% phone[1,2) %}' } }, jsonata),
      'INVALID_JSONATA_EXPRESSION: Expected "]", got "," at /States/A/Output/v',
    ],
    [
      'JSONata at the top level',
      one({ ...pass, Output: { a: { b: ['{% phone %}'] } } }, jsonata),
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/a/b[0]",
    ],
    [
      '$$',
      one({ ...pass, Output: '{% $$ %}' }, jsonata),
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported. at /States/A/Output",
    ],
    [
      '$states.errorOutput',
      one({ ...pass, Output: '{% $states.errorOutput %}' }, jsonata),
      "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/A/Output",
    ],
    [
      'Credentials of an activity',
      one({ ...task, Resource: activityArn, Credentials: { RoleArn: 'r' } }),
      schema("The field 'Credentials' is not supported for activities", '/States/A/Credentials'),
    ],
  ])('%s', (_, definition, expected) => {
    expect(said(definition)).toBe(expected);
  });

  test('for Express machines', () => {
    const waits = one(integration('sqs:sendMessage.waitForTaskToken', { QueueUrl: 'u', MessageBody: 'b' }));
    expect(said(waits, 'EXPRESS')).toBe(
      schema("Express state machine does not support '.waitForTaskToken' service integration ", '/States/A/Resource'),
    );
    expect(said(one(map({}, { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' })), 'EXPRESS')).toBe(
      schema(
        "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
        '/States/A/ItemProcessor/ProcessorConfig/Mode',
      ),
    );
  });

  test('several at once, joined', () => {
    const dangling = machine({ pass1: { Type: 'Pass', Next: 'pass3' }, pass2: pass });
    expect(said(dangling)).toBe(
      'MISSING_TRANSITION_TARGET: Missing \'Next\' target: pass3 at /States/pass1/Next, MISSING_TRANSITION_TARGET: State "pass2" is not reachable. at /States/pass2',
    );
    expect(said({ StartAt: 'Not sure', States: { 'Pass One': pass } })).toBe(
      'MISSING_TRANSITION_TARGET: Missing \'Next\' target: Not sure at /StartAt, MISSING_TRANSITION_TARGET: State "Pass One" is not reachable. at /States/Pass One',
    );
    expect(said(machine({ A: { Type: 'Pass', Next: 'NOPE' } }))).toBe(
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null",
    );
    const twice = one({ ...pass, Output: { v: '{% aaa + bbb %}' } }, jsonata);
    expect(check(twice).map(({ message }) => message)).toEqual([
      "Reference to 'aaa' at the top level is not supported.",
      "Reference to 'bbb' at the top level is not supported.",
    ]);
  });

  test('a state of its own is looked at as StateName', () => {
    expect(refusalOfState('{"Type":"Parallel","Branches":[],"End":true}')).toBe(
      schema('Value cannot be empty', '/States/StateName/Branches'),
    );
    expect(refusalOfState('{"Type":"Pass","Next":"Elsewhere"}')).toBeUndefined();
  });
});

describe('order and scope', () => {
  test('states are looked at together only once each is right by itself', () => {
    const both = machine({ A: { Type: 'Pass', Next: 'B', Retry: [] }, C: pass });
    expect(check(both).map(({ rule }) => rule)).toEqual(['unsupported-field']);
  });

  test('a downgraded state is reported once, and its other fields still are', () => {
    const downgraded = one({ ...map({ QueryLanguage: 'JSONPath', ItemsPath: '$', MaxConcurrency: -1 }) }, jsonata);
    expect(check(downgraded).map(({ rule, location }) => [rule, location])).toEqual([
      ['query-language-mix', '/States/A'],
      ['value-range', '/States/A/MaxConcurrency'],
    ]);
  });

  test('without a terminal state nobody looks for unreachable ones', () => {
    const loop = machine({ A: { Type: 'Pass', Next: 'A' }, B: { Type: 'Pass', Next: 'A' } });
    expect(check(loop).map(({ rule }) => rule)).toEqual(['terminal-state']);
  });
});

describe('warnings', () => {
  const warnings = (definition: JsonObject) =>
    check(definition).map(({ severity, code, location }) => [severity, code, location]);

  test.each<[string, JsonObject, string, string]>([
    ['a path without .$', { ...pass, Parameters: { a: { b: '$.c' } } }, 'NO_DOLLAR', '/States/A/Parameters'],
    ['a path in a static field', { Type: 'Fail', Cause: '$.cause' }, 'NO_PATH', '/States/A/Cause'],
    ['a path in a Result', { ...pass, Result: ['$.a'] }, 'PASS_RESULT_IS_STATIC', '/States/A/Result'],
    [
      'a variable that nobody assigns',
      { ...pass, InputPath: '$ghost' },
      'POSSIBLY_UNDEFINED_VARIABLE',
      '/States/A/InputPath',
    ],
  ])('%s', (_, state, code, location) => {
    expect(warnings(one(state))).toEqual([['WARNING', code, location]]);
    expect(said(one(state))).toBeUndefined();
  });

  test('a variable of a JSONata expression, but not one that it binds or a function', () => {
    const state = { ...pass, ...jsonata, Output: '{% ($a := 1; $map([$a, $b], function($c) { $uppercase($c) })) %}' };
    expect(check(one(state)).map(({ message }) => message)).toEqual(["Variable 'b' is possibly not defined."]);
  });

  test('the items of a distributed Map do not see the variables around it', () => {
    const state = {
      ...map({ Assign: { v: 1 } }),
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...machine({ B: { ...pass, InputPath: '$v' } }),
      },
    };
    expect(warnings(one(state))).toEqual([
      ['WARNING', 'POSSIBLY_UNDEFINED_VARIABLE', '/States/A/ItemProcessor/States/B/InputPath'],
    ]);
  });
});

describe('ValidateStateMachineDefinition', () => {
  const three = JSON.stringify(one({ ...pass, InputPath: '$', OutputPath: '$', ResultPath: '$' }, jsonata));
  const warned = JSON.stringify(one({ ...pass, Result: '$.a' }));

  test('answers OK without diagnostics', () => {
    expect(validateDefinition(JSON.stringify(one(pass)))).toEqual({ result: 'OK', diagnostics: [], truncated: false });
  });

  test('gives no location where there is none', () => {
    const [diagnostic] = validateDefinition('{').diagnostics;
    expect(diagnostic).toMatchObject({ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION' });
    expect(diagnostic).not.toHaveProperty('location');
  });

  test('gives at most maxResults, and says so', () => {
    expect(validateDefinition(three, { maxResults: 1 })).toMatchObject({
      result: 'FAIL',
      truncated: true,
      diagnostics: [{}],
    });
    expect(validateDefinition(three, { maxResults: 3 })).toMatchObject({ truncated: false });
    expect(validateDefinition(three, { maxResults: 0 }).diagnostics).toHaveLength(3);
    const states = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`S${index}`, { Type: 'Pass' }]));
    const many = validateDefinition(JSON.stringify(machine(states)));
    expect(many.diagnostics).toHaveLength(100);
    expect(many.truncated).toBe(true);
  });

  test('gives warnings only when asked', () => {
    expect(validateDefinition(warned)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(validateDefinition(warned, { severity: 'WARNING' })).toMatchObject({
      result: 'OK',
      diagnostics: [{ severity: 'WARNING', code: 'PASS_RESULT_IS_STATIC' }],
    });
  });
});
