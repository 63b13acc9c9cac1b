import { describe, expect, test } from 'vitest';
import type { CaseBody } from '../../harness/context.js';
import '../../harness/matchers.js';
import { conforming, fakeTarget, type Reply, refusal } from './fake-target.js';
import { runOn, runOne } from './worker-for.js';

const bySdk = async (reply: (call: Parameters<typeof conforming>[0]) => Reply, body: CaseBody) => {
  const fake = await fakeTarget(reply);
  const record = await runOne(runOn(fake.url, {}, { client: 'sdk', budgets: { requestMs: 400 } }), body);
  return { fake, record };
};

const readProblems = (record: Awaited<ReturnType<typeof bySdk>>['record']) =>
  record.contract
    .filter(({ rule }) => rule === 'protocol:sdk-reads')
    .map(({ violations, example }) => [violations, example]);

describe('through the AWS SDK', () => {
  test('requests are those of the SDK: signed by it, and named as its own', async () => {
    const { fake, record } = await bySdk(conforming, async ({ sfn }) => expect(await sfn.listActivities()).toSucceed());
    expect(record).toMatchObject({ verdict: 'pass', exchanges: { total: 1, sdk: 1, fallbacks: 0 } });
    expect(fake.calls[0]?.request.headers).toMatchObject({
      'user-agent': expect.stringContaining('aws-sdk-js'),
      authorization: expect.stringContaining('/us-east-1/states/aws4_request'),
    });
    expect(readProblems(record)).toEqual([[0, undefined]]);
  });

  test('outputs are what the SDK read, with times as they are on the wire', async () => {
    const startDate = 1_525_283_875.58;
    const { record } = await bySdk(
      ({ operation }) => (operation === 'StartExecution' ? { body: { executionArn: 'e', startDate, added: 1 } } : {}),
      async ({ sfn }) => {
        // The SDK passes over a member that it doesn't know.
        expect((await sfn.startExecution({ stateMachineArn: 'm' })).output).toEqual({ executionArn: 'e', startDate });
      },
    );
    expect(record).toMatchObject({ verdict: 'pass' });
  });

  test('a refusal is one', async () => {
    const { record } = await bySdk(
      () => refusal('ExecutionDoesNotExist', 'no'),
      async ({ sfn }) => {
        const refused = await sfn.describeExecution({ executionArn: 'e' });
        expect(refused).toFailWith('ExecutionDoesNotExist');
        expect(refused.error?.message).toBe('no');
      },
    );
    expect(record).toMatchObject({ verdict: 'pass', exchanges: { sdk: 1 } });
    expect(readProblems(record)).toEqual([[0, undefined]]);
  });

  test.for<[string, unknown]>([
    ['a null', { maxResults: null }],
    ['a member that it does not know', { maxResults: 5, colour: 'red' }],
    ['a list for an object', []],
    ['a text for an object', 'text'],
  ])('what it can not send goes by ours: %s', async ([, input]) => {
    const { fake, record } = await bySdk(conforming, async ({ sfn }) => void (await sfn.listActivities(input)));
    expect(record.exchanges).toEqual({ total: 1, sdk: 0, fallbacks: 1, unanswered: 0 });
    expect(JSON.parse(fake.calls[0]?.body ?? '')).toEqual(input);
  });

  test('the transcript says why', async () => {
    const { record } = await bySdk(conforming, async ({ sfn }) => {
      expect(await sfn.listActivities({ maxResults: null })).toFailWith('ValidationException');
    });
    expect(record.transcript).toMatchObject([{ via: 'wire', fallback: 'the SDK would have sent something else' }]);
    expect(record.reproduction?.sdk).toContain("can't send this request");
  });

  test.for<[string, unknown]>([
    ['a time as text', { executionArn: 'e', startDate: 'yesterday' }],
    ['garbage', '}{'],
  ])('what it can not read is a finding: %s', async ([, body]) => {
    const { record } = await bySdk(
      () => ({ body }),
      async ({ sfn }) => void (await sfn.startExecution({ stateMachineArn: 'm' })).output,
    );
    expect(record).toMatchObject({ verdict: 'fail', blame: 'target' });
    expect(readProblems(record)).toEqual([[1, expect.stringContaining('an answer that the AWS SDK reads')]]);
  });

  test('a target that does not answer is told from one that is gone, as by ours', async () => {
    const hangs = await bySdk(
      (call) => (call.operation === 'ListActivities' ? 'silence' : conforming(call)),
      async ({ sfn }) => void (await sfn.listActivities()),
    );
    expect(hangs.record).toMatchObject({ verdict: 'fail', expected: 'an answer to ListActivities' });
    const silent = await bySdk(
      () => 'silence',
      async ({ sfn }) => void (await sfn.listActivities()),
    );
    expect(silent.record).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
  });
});
