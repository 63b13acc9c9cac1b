import { describe, expect, test } from 'vitest';
import type { RawRequest } from '../../harness/context.js';
import type { Exchange } from '../../harness/exchange.js';
import { runCase } from '../../harness/run-case.js';
import { conforming, fakeTarget, type Reply } from './fake-target.js';
import { planOf, runOn, workerFor } from './worker-for.js';

/** The rules that one answer breaks. */
async function broken(reply: Reply, operation = 'ListActivities', raw?: RawRequest): Promise<string[]> {
  const exchange = await answered(reply, operation, raw);
  return exchange.findings.map(({ rule }) => rule).sort();
}

async function answered(reply: Reply, operation = 'ListActivities', raw?: RawRequest): Promise<Exchange> {
  const { url } = await fakeTarget(() => reply);
  const worker = await workerFor(runOn(url));
  let exchange: Exchange | undefined;
  const { record } = await runCase(worker, planOf(), async ({ sfn, wire }) => {
    exchange = raw === undefined ? await sfn.call(operation) : await wire.send(raw);
  });
  expect(record.notes).toEqual([]);
  return exchange!;
}

const ok = { body: { activities: [] } };
const refused = { status: 400, body: { __type: 'com.amazonaws.swf.service.v2.model#InvalidToken', message: 'no' } };
const T = 1_700_000_000.123;
const activity = { activityArn: 'arn:aws:states:us-east-1:123456789012:activity:a', name: 'a', creationDate: T };

describe('the judge finds nothing in', () => {
  test.for<[string, Reply, string?]>([
    ['a success', ok],
    ['an unknown member', { body: { activities: [], added: { later: null } } }],
    [
      'parameters after the content type',
      { ...ok, headers: { 'content-type': 'application/x-amz-json-1.0; charset=utf-8' } },
    ],
    ['a fraction of a second', { body: { activities: [activity] } }],
    ['a refusal', refused],
    ['a message in capitals', { status: 400, body: { __type: 'InvalidToken', Message: 'no' } }],
    [
      'an error that is named in the header',
      { status: 400, headers: { 'x-amzn-errortype': 'InvalidToken:http://x/' }, body: {} },
    ],
    ['a constraint that is broken', { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException' } }],
    ['the name that the 2017 reference has for it', { status: 400, body: { __type: 'ValidationError' } }],
    ['an empty output', { body: {} }, 'DeleteActivity'],
    ['an empty body for an empty output', { body: '' }, 'DeleteActivity'],
    ['a poll without a task: null', { body: { taskToken: null } }, 'GetActivityTask'],
    ['a poll without a task: absent', { body: {} }, 'GetActivityTask'],
    [
      'the documented status of an error',
      { status: 404, body: { __type: 'ResourceNotFound', message: '' } },
      'TagResource',
    ],
    ['an error of the front end', { status: 400, body: { __type: 'com.amazon.coral.service#SerializationException' } }],
  ])('%s', async ([, reply, operation]) => {
    expect(await broken(reply, operation)).toEqual([]);
  });
});

describe('the judge finds exactly', () => {
  test.for<[string, Reply, string[], string?]>([
    ['another status of a success', { ...ok, status: 201 }, ['protocol:status']],
    ['another content type', { ...ok, headers: { 'content-type': 'application/json' } }, ['protocol:content-type']],
    ['no content type', { ...ok, headers: { 'content-type': null } }, ['protocol:content-type']],
    ['no request id', { ...ok, headers: { 'x-amzn-requestid': null } }, ['protocol:request-id']],
    ['an empty request id', { ...ok, headers: { 'x-amzn-requestid': '' } }, ['protocol:request-id']],
    ['a body that is no JSON', { body: 'OK' }, ['protocol:json-body']],
    ['a list as the body', { body: [] }, ['protocol:json-body']],
    [
      'an output where there is none',
      { body: { deleted: true } },
      ['protocol:empty-output', 'schema:response/empty'],
      'DeleteActivity',
    ],
    [
      'an error with status 200',
      { body: { __type: 'InvalidToken', message: 'no' } },
      ['protocol:no-error-in-a-success', 'schema:response/activities/required'],
    ],
    ['a refusal that is HTML', { status: 400, body: '<html></html>' }, ['protocol:error-shape']],
    ['a refusal without a name', { status: 400, body: { message: 'no' } }, ['protocol:error-shape']],
    ['a name that is null', { status: 400, body: { __type: null, message: 'no' } }, ['protocol:error-shape']],
    [
      'a name in a member of a member',
      { status: 400, body: { error: { __type: 'InvalidToken' } } },
      ['protocol:error-shape'],
    ],
    [
      'a message that is no string',
      { status: 400, body: { __type: 'InvalidToken', message: { a: 1 } } },
      ['protocol:error-shape'],
    ],
    [
      'two names for an error',
      { ...refused, headers: { 'x-amzn-errortype': 'InvalidArn' } },
      ['protocol:declared-error', 'protocol:error-names-agree'],
    ],
    [
      'an error that the operation does not have',
      { status: 400, body: { __type: 'TaskTimedOut', message: '' } },
      ['protocol:declared-error'],
    ],
    ['an error that nobody has', { status: 400, body: { __type: 'Teapot', message: '' } }, ['protocol:declared-error']],
    ['another status of an error', { ...refused, status: 404 }, ['protocol:error-status']],
    [
      'a fault of the server',
      { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oops</h1>' },
      ['protocol:content-type', 'protocol:error-shape', 'protocol:no-server-error'],
    ],
    [
      'a time as text',
      { body: { activities: [{ ...activity, creationDate: '2017-03-30T00:00:00Z' }] } },
      ['protocol:timestamps', 'schema:ActivityListItem/creationDate/type'],
    ],
    [
      'a time in milliseconds',
      { body: { activities: [{ ...activity, creationDate: T * 1000 }] } },
      ['protocol:timestamps'],
    ],
    ['a null', { body: { activities: [], nextToken: null } }, ['protocol:no-nulls']],
    [
      'a null in a member of a member',
      { body: { ...execution(), inputDetails: { included: null } } },
      ['protocol:no-nulls'],
      'DescribeExecution',
    ],
    [
      'a null where there must be a value',
      { body: { activities: null } },
      ['protocol:no-nulls', 'schema:response/activities/required'],
    ],
    [
      'an element of a list that is null',
      { body: { activities: [null] } },
      ['protocol:no-nulls', 'schema:response/activities/type'],
    ],
    [
      'a null in an output that has no members',
      { body: { deleted: null } },
      ['protocol:empty-output', 'schema:response/empty'],
      'DeleteActivity',
    ],
    ['a required member that is missing', { body: {} }, ['schema:response/activities/required']],
    ['a member of another type', { body: { activities: 'none' } }, ['schema:response/activities/type']],
    [
      'members of members that are missing, once',
      {
        body: {
          activities: [
            { activityArn: 'a', name: 'a' },
            { activityArn: 'a', name: 'a' },
          ],
        },
      },
      ['schema:ActivityListItem/creationDate/required'],
    ],
    [
      'a text that is too long',
      { body: { activities: [{ ...activity, name: 'a'.repeat(81) }] } },
      ['schema:ActivityListItem/name/max-length'],
    ],
    [
      'a value outside of an enum',
      { body: { ...machine(), status: 'BUSY' } },
      ['schema:response/status/enum'],
      'DescribeStateMachine',
    ],
    [
      'numbers as text',
      { body: { ...execution(), redriveCount: '0' } },
      ['schema:response/redriveCount/type'],
      'DescribeExecution',
    ],
  ])('%s', async ([, reply, rules, operation]) => {
    expect(await broken(reply, operation)).toEqual(rules);
  });

  test('a request id that was there before', async () => {
    const { url } = await fakeTarget(() => ({ ...ok, headers: { 'x-amzn-requestid': 'always-the-same' } }));
    const worker = await workerFor(runOn(url));
    const { record } = await runCase(worker, planOf(), async ({ sfn }) => {
      await sfn.listActivities();
      await sfn.listActivities();
    });
    expect(record.contract.filter(({ violations }) => violations > 0)).toMatchObject([
      { operation: 'ListActivities', rule: 'protocol:request-id-is-fresh', exchanges: 2, violations: 1 },
    ]);
  });
});

describe('a request that does not speak the protocol', () => {
  const html: Reply = { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not here</h1>' };

  test.for<[string, RawRequest]>([
    ['another method', { method: 'GET', target: 'ListActivities' }],
    ['another path', { path: '/elsewhere', target: 'ListActivities' }],
    ['another content type', { contentType: 'text/plain', target: 'ListActivities' }],
    ['no content type', { contentType: null, target: 'ListActivities' }],
  ])('%s: the front end may answer as it likes', async ([, raw]) => {
    expect(await broken(html, undefined, raw)).toEqual([]);
  });

  test('an unknown operation is answered in JSON', async () => {
    const unknown = await answered(html, undefined, { target: 'NoSuchOperation', body: '{}' });
    expect(unknown.operation).toBe('(unknown operation)');
    expect(unknown.findings.map(({ rule }) => rule).sort()).toEqual(['protocol:content-type', 'protocol:error-shape']);
  });

  test('an operation is known by its target', async () => {
    const exchange = await answered(ok, undefined, { target: 'ListActivities', body: '{}' });
    expect(exchange).toMatchObject({ operation: 'ListActivities', error: undefined, output: { activities: [] } });
  });
});

test('a case reads a member that is null as absent, and a required one is told as it came', async () => {
  const exchange = await answered({ body: { activities: null, nextToken: null } });
  expect(exchange.output).toEqual({});
  expect(exchange.response?.text).toContain('null');
  expect(exchange.findings.map(({ rule, actual }) => `${rule}: ${actual}`)).toEqual([
    'protocol:no-nulls: activities is null',
    'schema:response/activities/required: activities is null',
  ]);
});

test('each example says what was expected and what came', async () => {
  const exchange = await answered({ body: { activities: [{ activityArn: 7, name: 'a', creationDate: T }] } });
  expect(exchange.findings).toMatchObject([
    {
      oracle: 'schema',
      operation: 'ListActivities',
      rule: 'schema:ActivityListItem/activityArn/type',
      statement: 'sfn:ActivityListItem/activityArn/type',
      expected: 'activities[0].activityArn must be string',
      actual: 'activities[0].activityArn is 7',
    },
  ]);
});

describe('nothing that a target sends makes the judge throw', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  test.for<[string, Reply]>([
    ['deep nesting', { body: `{"events":${deep}}` }],
    ['events that are none', { body: { events: [null, 1, 'x', [], { id: 'one', previousEventId: '0', type: 7 }] } }],
    ['events that are no list', { body: { events: { 0: {} } } }],
    [
      'details that are none',
      { body: { events: [{ id: 1, type: 'PassStateEntered', stateEnteredEventDetails: 'x' }] } },
    ],
    ['two details', { body: { events: [{ id: 1, type: 'ExecutionFailed', aEventDetails: null, bEventDetails: [] }] } }],
    ['huge numbers', { body: '{"events":[{"id":1e400,"timestamp":-1e400,"previousEventId":1e999}]}' }],
    ['names of prototypes', { body: '{"events":[],"__proto__":{"a":1},"constructor":null,"toString":5}' }],
    ['an error with such a name', { status: 400, body: { __type: 'toString', message: 'x' } }],
    ['text that is no UTF-8', { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1') }],
    ['ten megabytes', { body: { events: [], text: 'x'.repeat(10_000_000) } }],
  ])('%s', async ([, reply]) => {
    const exchange = await answered(reply, 'GetExecutionHistory');
    expect(exchange.response).toBeDefined();
  });
});

test('rows add up over a case, one an operation and rule', async () => {
  const { url } = await fakeTarget((call) => {
    const reply = conforming(call);
    return typeof reply === 'object' ? { ...reply, headers: { 'content-type': 'text/html' } } : reply;
  });
  const worker = await workerFor(runOn(url));
  const { record } = await runCase(worker, planOf(), async ({ executions, sfn }) => {
    await executions.run({ StartAt: 'A', States: {} });
    await sfn.listActivities();
    await sfn.listActivities();
  });
  const rows = record.contract.filter(({ rule }) => rule === 'protocol:content-type');
  expect(rows.map(({ operation, exchanges, violations }) => [operation, exchanges, violations])).toEqual([
    ['CreateStateMachine', 1, 1],
    ['StartExecution', 1, 1],
    ['DescribeExecution', 1, 1],
    ['GetExecutionHistory', 1, 1],
    ['ListActivities', 2, 2],
    ['DeleteStateMachine', 1, 1],
  ]);
  expect(rows[0]?.example).toBe('expected application/x-amz-json-1.0; got text/html');
});

function machine() {
  const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
  return {
    stateMachineArn: arn,
    name: 'm',
    definition: '{}',
    roleArn: 'arn:aws:iam::123456789012:role/r',
    type: 'STANDARD',
    creationDate: T,
  };
}

function execution() {
  const arn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
  return { executionArn: arn, stateMachineArn: machine().stateMachineArn, status: 'RUNNING', startDate: T };
}
