import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CaseBody } from '../../harness/context.js';
import '../../harness/matchers.js';
import { runCase } from '../../harness/run-case.js';
import { Inconclusive } from '../../harness/verdict.js';
import { conforming, fakeSocket, fakeTarget, type Reply, refusal } from './fake-target.js';
import { planOf, runOn, runOne, workerFor } from './worker-for.js';

/** Short enough for tests, long enough for an answer of this machine. */
const budgets = { requestMs: 400, caseMs: 5_000, settleMs: 300 };

const lists: CaseBody = async ({ sfn }) => {
  expect(await sfn.listActivities()).toSucceed();
};

describe('a case on a conforming target', () => {
  test('passes when its body finds nothing', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), lists);
    expect(record).toMatchObject({
      verdict: 'pass',
      id: 'sfn/tests/a-case',
      exchanges: { total: 1, unanswered: 0 },
      notes: [],
    });
    expect(record).not.toHaveProperty('reason');
    expect(record).not.toHaveProperty('transcript');
  });

  test('that asks nothing tells nothing', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), () => undefined);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'harness' });
  });

  test('that breaks down is the fault of the harness', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), async (context) => {
      await lists(context);
      throw new RangeError('oops');
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'harness' });
    expect(record).toHaveProperty('reason', expect.stringContaining('RangeError: oops (verdicts.test.ts:'));
  });

  test('may say itself that it can not tell', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), async (context) => {
      await lists(context);
      throw new Inconclusive('harness', 'No two executions overlapped.');
    });
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      blame: 'harness',
      reason: 'No two executions overlapped.',
    });
  });
});

describe('an assertion that does not hold', () => {
  test('fails the case, and it is the fault of the target', async () => {
    const { url } = await fakeTarget(() => refusal('InvalidArn', 'no'));
    const record = await runOne(runOn(url), lists);
    expect(record).toMatchObject({
      verdict: 'fail',
      blame: 'target',
      oracle: 'case',
      expected: 'ListActivities to succeed',
      actual: '400 InvalidArn: no',
      statement: 'sfn:StartExecution/behaviour/tested',
    });
    expect(record.reproduction?.curl).toContain('ListActivities');
    expect(record.transcript).toHaveLength(1);
  });

  test("may be vitest's own", async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), async ({ sfn }) => {
      expect((await sfn.listActivities()).output.activities).toEqual(['a']);
    });
    expect(record).toMatchObject({ verdict: 'fail', blame: 'target', expected: '["a"]', actual: '[]' });
  });

  test('may be inside of a property', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), async ({ sfn }) => {
      try {
        expect((await sfn.listActivities()).output.activities).toHaveLength(3);
      } catch (cause) {
        throw new Error('Property failed after 1 tests', { cause });
      }
    });
    expect(record).toMatchObject({ verdict: 'fail', blame: 'target' });
  });

  test('names the statement about the error that it expected', async () => {
    const { url } = await fakeTarget(conforming);
    const body: CaseBody = async ({ sfn }) =>
      expect(await sfn.listActivities()).toFailWith(['InvalidToken', 'ValidationException']);
    const cites = ['sfn:a/behaviour/b', 'sfn:ListActivities/error/InvalidToken'];
    const record = await runOne(runOn(url), body, { cites });
    expect(record).toMatchObject({ verdict: 'fail', statement: 'sfn:ListActivities/error/InvalidToken' });
  });

  test('is told with the words that the case adds', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url), async ({ sfn }) =>
      expect(await sfn.listActivities(), 'forged').toFailWith('InvalidToken'),
    );
    expect(record).toHaveProperty('reason', expect.stringContaining('forged'));
  });

  test('is one of set-up too: a machine that is refused, an answer without what is needed', async () => {
    const refuses = await fakeTarget(() => refusal('InvalidDefinition', 'no'));
    const body: CaseBody = async ({ machines }) => void (await machines.create({}));
    expect(await runOne(runOn(refuses.url), body)).toMatchObject({
      verdict: 'fail',
      actual: '400 InvalidDefinition: no',
    });
    const empty = await fakeTarget(() => ({ body: {} }));
    expect(await runOne(runOn(empty.url), body)).toMatchObject({
      verdict: 'fail',
      expected: 'CreateStateMachine answers with stateMachineArn, a string',
    });
  });
});

describe('a finding', () => {
  const noRequestId = (reply: Reply): Reply =>
    typeof reply === 'string' ? reply : { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': null } };

  test('turns no case red that does not cite its statement', async () => {
    const { url } = await fakeTarget((call) => noRequestId(conforming(call)));
    const record = await runOne(runOn(url), lists);
    expect(record).toMatchObject({ verdict: 'pass' });
    expect(record.contract.filter(({ violations }) => violations > 0)).toMatchObject([
      { operation: 'ListActivities', rule: 'protocol:request-id', exchanges: 1, violations: 1 },
    ]);
  });

  test('turns the case red that cites it', async () => {
    const { url } = await fakeTarget((call) => noRequestId(conforming(call)));
    const record = await runOne(runOn(url), lists, { cites: ['wire:response/request-id'] });
    expect(record).toMatchObject({
      verdict: 'fail',
      blame: 'target',
      oracle: 'protocol',
      statement: 'wire:response/request-id',
      expected: 'an x-amzn-RequestId header',
      actual: 'no such header',
    });
  });

  test('of the schema does the same, by the id of the structural statement', async () => {
    const { url } = await fakeTarget(() => ({ body: { activities: [{ activityArn: 5 }] } }));
    const cites = ['sfn:ActivityListItem/activityArn/type'];
    expect(await runOne(runOn(url), lists, { cites })).toMatchObject({
      verdict: 'fail',
      oracle: 'schema',
      statement: cites[0],
      actual: 'activities[0].activityArn is 5',
    });
    expect(await runOne(runOn(url), lists)).toMatchObject({ verdict: 'pass' });
  });

  test('of a history law does the same', async () => {
    const wrong: (call: Parameters<typeof conforming>[0]) => Reply = (call) => {
      if (call.operation !== 'GetExecutionHistory') return conforming(call);
      const reply = conforming(call) as { body: { events: Record<string, unknown>[] } };
      return {
        body: {
          events: reply.body.events.map((event, index) => (index === 1 ? { ...event, previousEventId: 1 } : event)),
        },
      };
    };
    const { url } = await fakeTarget(wrong);
    const body: CaseBody = async ({ executions }) => void (await executions.run({ StartAt: 'A', States: {} }));
    expect(await runOne(runOn(url), body)).toMatchObject({ verdict: 'pass' });
    expect(await runOne(runOn(url), body, { cites: ['history:second-points-at-zero'] })).toMatchObject({
      verdict: 'fail',
      oracle: 'history',
      statement: 'history:second-points-at-zero',
      expected: 'previousEventId 0 of the second event',
      actual: '1',
    });
    expect(await runOne(runOn(url), body, { cites: ['history:ids'] })).toMatchObject({ verdict: 'pass' });
  });

  test('a case that cites a law and reads no history that it speaks of can not tell', async () => {
    const { url } = await fakeTarget(conforming);
    const plan = { cites: ['history:ids'] };
    expect(await runOne(runOn(url), lists, plan)).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
    expect(await runOne(runOn(url, { isReference: true }), lists, plan)).toMatchObject({
      verdict: 'inconclusive',
      blame: 'harness',
    });
  });

  test('a case that stumbles over an answer without a required member can not tell, because of the target', async () => {
    const { url } = await fakeTarget(() => ({ body: {} }));
    const record = await runOne(runOn(url), async ({ sfn }) => {
      (await sfn.listActivities()).output.activities.map((item) => item.name);
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
  });
});

test.for([
  ['ThrottlingException', 400],
  ['TooManyRequestsException', 429],
] as const)('a target that throttles (%s) can not be judged', async ([type, status]) => {
  const { url } = await fakeTarget(() => ({ status, body: { __type: type, message: 'slower' } }));
  expect(await runOne(runOn(url), lists)).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
});

describe('a target that says that it does not have an operation', () => {
  test.for([
    ['InternalFailure', 501],
    ['UnknownOperationException', 400],
  ] as const)('is not said to have it wrong (%s)', async ([type, status]) => {
    const { url } = await fakeTarget(() => ({ status, body: { __type: type, message: 'not here' } }));
    const record = await runOne(runOn(url), lists);
    expect(record).toMatchObject({ verdict: 'skipped', because: 'capability' });
    expect(record).toHaveProperty('reason', expect.stringContaining(`${status} ${type}: not here`));
  });

  test("is blamed when it is the project's own engine", async () => {
    const { url } = await fakeTarget(() => ({ status: 501, body: { __type: 'InternalFailure' } }));
    expect(await runOne(runOn(url, { isReference: true }), lists)).toMatchObject({ verdict: 'fail', blame: 'target' });
  });
});

describe('a case that does not apply', () => {
  test('is skipped for what the target lacks', async () => {
    const { url, calls } = await fakeTarget(conforming);
    const record = await runOne(runOn(url, { capabilities: ['activities'] }), lists, {
      requires: ['activities', 'jsonata'],
    });
    expect(record).toMatchObject({ verdict: 'skipped', because: 'capability', reason: 'The target lacks jsonata.' });
    expect(calls).toHaveLength(0);
  });

  test('is skipped in an edition where it does not hold', async () => {
    const record = await runOne(runOn('http://127.0.0.1:1', { edition: '2017-03-30' }), lists, {
      editions: ['current'],
    });
    expect(record).toMatchObject({ verdict: 'skipped', because: 'edition' });
  });
});

describe('a target that can not be reached', () => {
  test('was never there: the network', async () => {
    const record = await runOne(runOn('http://127.0.0.1:1', {}, { budgets }), lists);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'network' });
    expect(record).toHaveProperty('reason', expect.stringContaining('accepts no connections'));
  });

  test('died half-way: the target', async () => {
    const fake = await fakeTarget(conforming);
    const worker = await workerFor(runOn(fake.url, {}, { budgets }));
    expect((await runCase(worker, planOf(), lists)).record).toMatchObject({ verdict: 'pass' });
    await fake.stop();
    expect((await runCase(worker, planOf(), lists)).record).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
  });

  test('died inside of a case: it ends at once', async () => {
    const fake = await fakeTarget(conforming);
    const record = await runOne(runOn(fake.url, {}, { budgets }), async ({ sfn, machines }) => {
      await machines.create({});
      await fake.stop();
      await sfn.listActivities();
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'target', exchanges: { total: 2, unanswered: 1 } });
  });

  test('has a name that leads nowhere: the network', async () => {
    const record = await runOne(runOn('http://no-such-host.invalid', {}, { budgets }), lists);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'network' });
  });
});

describe('a target that accepts connections', () => {
  test('and never answers: can not be judged, and it is its fault', async () => {
    const fake = await fakeTarget(() => 'silence');
    const record = await runOne(runOn(fake.url, {}, { budgets }), lists);
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
    expect(record).toHaveProperty('reason', expect.stringContaining('does not answer'));
  });

  test('and sends a byte now and then: the same', async () => {
    const fake = await fakeTarget(() => 'drip');
    expect(await runOne(runOn(fake.url, {}, { budgets }), lists)).toMatchObject({
      verdict: 'inconclusive',
      blame: 'target',
    });
  });

  test('and closes them: the same', async () => {
    const fake = await fakeTarget(() => 'reset');
    expect(await runOne(runOn(fake.url, {}, { budgets }), lists)).toMatchObject({
      verdict: 'inconclusive',
      blame: 'target',
    });
    // Each request has a second chance, on a connection of its own: that of the case and that of the probe.
    expect(fake.calls).toHaveLength(4);
  });

  test.for(['silence', 'reset', 'half'] as const)(
    'and meets one request alone with %s: it fails',
    async (behaviour) => {
      const fake = await fakeTarget((call) => (call.operation === 'ListActivities' ? behaviour : conforming(call)));
      const record = await runOne(runOn(fake.url, {}, { budgets }), lists);
      expect(record).toMatchObject({ verdict: 'fail', blame: 'target', expected: 'an answer to ListActivities' });
    },
  );

  test('and once closes an idle one: nobody notices', async () => {
    const fake = await fakeTarget((call) => (call.count === 2 ? 'reset' : conforming(call)));
    const record = await runOne(runOn(fake.url, {}, { budgets }), async (context) => {
      await lists(context);
      await lists(context);
    });
    expect(record).toMatchObject({ verdict: 'pass' });
  });

  test('and speaks no HTTP: it fails', async () => {
    const url = await fakeSocket((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await runOne(runOn(url, {}, { budgets }), lists)).toMatchObject({
      verdict: 'fail',
      blame: 'target',
      expected: 'an HTTP answer to ListActivities',
    });
  });

  test('and answers without end: it fails', async () => {
    const fake = await fakeTarget((call) => (call.operation === 'ListActivities' ? 'flood' : conforming(call)));
    const record = await runOne(
      runOn(fake.url, {}, { budgets: { ...budgets, requestMs: 20_000, caseMs: 30_000 } }),
      lists,
    );
    expect(record).toMatchObject({ verdict: 'fail', blame: 'target' });
  });

  test.for([
    ['HTML', { status: 500, headers: { 'content-type': 'text/html' }, body: '<html><body>Oops</body></html>' }],
    ['garbage with 200', { body: '}{ not json' }],
    ['a list with 200', { body: [] }],
    ['nothing with 500', { status: 500, body: '' }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
  ] as const)('and answers %s: it fails', async ([, reply]) => {
    const fake = await fakeTarget(() => reply);
    expect(await runOne(runOn(fake.url, {}, { budgets }), lists)).toMatchObject({ verdict: 'fail', blame: 'target' });
  });
});

describe('a target that is lost', () => {
  test('costs the cases after it nothing', async () => {
    const fake = await fakeTarget(() => 'silence');
    const worker = await workerFor(runOn(fake.url, {}, { budgets }));
    await runCase(worker, planOf(), lists);
    const asked = fake.calls.length;
    for (let i = 0; i < 400; i++) {
      const { record } = await runCase(worker, planOf({ id: `case-${i}` }), lists);
      expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'target', exchanges: { total: 0 } });
    }
    expect(fake.calls.length).toBe(asked);
  });

  test('is lost for every worker of the run', async () => {
    const sharedFolder = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(sharedFolder, { recursive: true }));
    const fake = await fakeTarget(() => 'silence');
    const run = runOn(fake.url, {}, { budgets, sharedFolder });
    expect(await runOne(run, lists)).toMatchObject({ verdict: 'inconclusive', exchanges: { total: 1 } });
    expect(await runOne(run, lists)).toMatchObject({
      verdict: 'inconclusive',
      blame: 'target',
      exchanges: { total: 0 },
    });
  });

  test('is known to have answered, in whatever worker', async () => {
    const sharedFolder = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(sharedFolder, { recursive: true }));
    const fake = await fakeTarget(conforming);
    const run = runOn(fake.url, {}, { budgets, sharedFolder });
    expect(await runOne(run, lists)).toMatchObject({ verdict: 'pass' });
    await fake.stop();
    expect(await runOne(run, lists)).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
  });
});

describe('a case that takes too long', () => {
  test('because of itself: the harness', async () => {
    const { url } = await fakeTarget(conforming);
    const record = await runOne(runOn(url, {}, { budgets: { ...budgets, caseMs: 200 } }), async (context) => {
      await lists(context);
      await new Promise(() => undefined);
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'harness' });
  });

  test('because the target is slow: the target', async () => {
    const fake = await fakeTarget(async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return conforming(call);
    });
    const record = await runOne(runOn(fake.url, {}, { budgets: { ...budgets, caseMs: 350 } }), async (context) => {
      for (let i = 0; i < 20; i++) await lists(context);
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
  });

  test('because an execution never ends: it fails', async () => {
    const fake = await fakeTarget((call) => {
      const reply = conforming(call);
      return call.operation === 'DescribeExecution' && typeof reply === 'object'
        ? { body: { ...(reply.body as object), status: 'RUNNING' } }
        : reply;
    });
    const body: CaseBody = async ({ executions }) => void (await executions.run({ StartAt: 'A', States: {} }));
    expect(await runOne(runOn(fake.url, {}, { budgets }), body)).toMatchObject({
      verdict: 'fail',
      expected: 'the execution ends',
      actual: 'still RUNNING after 300 ms',
    });
    expect(fake.calls.at(-2)?.operation).toBe('StopExecution');
    expect(fake.calls.at(-1)?.operation).toBe('DeleteStateMachine');
  });
});

describe('What a case made', () => {
  test('is not what was there before: a call that makes it again answers alike', async () => {
    const fake = await fakeTarget(conforming);
    await runOne(runOn(fake.url, {}), async ({ sfn, machines }) => {
      await sfn.call('CreateActivity', { name: 'orders' });
      const name = machines.freshName();
      await sfn.call('CreateStateMachine', { name: 'Orders', definition: '{}', roleArn: machines.roleArn });
      await sfn.call('CreateStateMachine', { name, definition: '{}', roleArn: machines.roleArn });
    });
    expect(fake.calls.slice(3).map(({ operation }) => operation)).toEqual(['DeleteStateMachine']);
  });

  test('by its fixtures is deleted under whatever name it chose', async () => {
    const fake = await fakeTarget(conforming);
    await runOne(runOn(fake.url, {}), async ({ activities, machines }) => {
      await activities.create('orders');
      await machines.create({ StartAt: 'A', States: {} }, { name: 'Orders' });
    });
    expect(fake.calls.slice(2).map(({ operation }) => operation)).toEqual(['DeleteStateMachine', 'DeleteActivity']);
  });

  test('is deleted when it ends, also when a call should have been refused, and once', async () => {
    const fake = await fakeTarget(conforming);
    await runOne(runOn(fake.url, {}), async ({ sfn, activities, machines }) => {
      const { arn } = await activities.create();
      await sfn.call('CreateActivity', { name: '' });
      await machines.create({ StartAt: 'A', States: {} });
      await sfn.call('DeleteActivity', { activityArn: arn });
    });
    const undone = fake.calls.slice(4).map(({ operation, input }) => [operation, ...Object.keys(input)]);
    expect(undone).toEqual([
      ['DeleteStateMachine', 'stateMachineArn'],
      ['DeleteActivity', 'activityArn'],
    ]);
    expect(fake.calls.at(-1)?.input.activityArn).not.toBe(fake.calls[3]?.input.activityArn);
  });
});
