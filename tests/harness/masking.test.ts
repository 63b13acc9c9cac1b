import { expect, test } from 'vitest';
import '../../harness/matchers.js';
import { Masking } from '../../harness/masking.js';
import type { CaseRecord } from '../../harness/record.js';
import { conforming, fakeTarget, type Reply, refusal } from './fake-target.js';
import { runOn, runOne } from './worker-for.js';

const credentials = {
  accessKeyId: 'AKIDSECRETKEYID0',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'FwoGZXIvYXdzE/sessiontoken==',
};
const TOKEN = 'AAAAKgAAAAIAAAAAAAAAAWy/token+of/a+task==';

/** A target that shows everything it was sent, hands out a task, and refuses to end. */
function leaky(call: Parameters<typeof conforming>[0]): Reply {
  const { headers } = call.request;
  const echo = JSON.stringify({ headers, body: call.body });
  switch (call.operation) {
    case 'GetActivityTask':
      return { body: { taskToken: TOKEN, input: '{}' } };
    case 'SendTaskSuccess':
    case 'ListActivities':
      return {
        status: 400,
        headers: { 'x-echo': String(headers.authorization), 'set-cookie': 'session=1' },
        body: { __type: 'InvalidToken', message: echo },
      };
    default:
      return conforming(call);
  }
}

const secrets = [...Object.values(credentials), TOKEN, JSON.stringify(TOKEN).slice(1, -1), 'session=1'];

function leaks(record: CaseRecord): string[] {
  const text = JSON.stringify(record);
  const asJson = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const signature = /Signature=[0-9a-f]{16,}/.exec(text);
  return [...asJson.filter((secret) => text.includes(secret)), ...(signature ?? [])];
}

test.for(['wire', 'sdk'] as const)('no secret is in a record, through the %s client', async (client) => {
  const { url, calls } = await fakeTarget(leaky);
  const record = await runOne(runOn(url, { credentials }, { client }), async ({ sfn, activities }) => {
    const { arn } = await activities.create();
    const { taskToken } = (await sfn.getActivityTask({ activityArn: arn })).output;
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{}' })).toSucceed();
  });
  expect(calls.at(-2)?.request.headers.authorization).toContain(credentials.accessKeyId);
  expect(record).toMatchObject({ verdict: 'fail', blame: 'target' });
  expect(leaks(record)).toEqual([]);
  const text = JSON.stringify(record);
  expect(text).toContain('Credential=<credential>');
  expect(text).toContain('Signature=<signature>');
  expect(text).toContain('<task token>');
  expect(record.reproduction?.curl).toContain('"$taskToken"');
  expect(record.reproduction?.curl).toContain('$AWS_ACCESS_KEY_ID');
  expect(record.reproduction?.sdk).toContain('taskToken');
});

test('a token that the case made up is shown: it is what the case is about', async () => {
  const { url } = await fakeTarget(() => refusal('InvalidToken'));
  const record = await runOne(runOn(url), async ({ sfn }) => {
    expect(await sfn.sendTaskSuccess({ taskToken: 'a token that nobody ever gave', output: '{}' })).toSucceed();
  });
  expect(record.reproduction?.curl).toContain('a token that nobody ever gave');
});

test('a token that came by another way is masked once it is used', async () => {
  const { url } = await fakeTarget((call) => {
    if (call.operation === 'ListActivities') return { body: { activities: [{ name: TOKEN }] } };
    return refusal('InvalidToken');
  });
  const record = await runOne(runOn(url), async ({ sfn }) => {
    const [first] = (await sfn.listActivities()).output.activities;
    expect(await sfn.sendTaskHeartbeat({ taskToken: first?.name })).toSucceed();
  });
  expect(record.verdict).toBe('fail');
  expect(leaks(record)).toEqual([]);
});

test('a value is masked in every spelling', () => {
  const masking = new Masking();
  masking.addToken('ab/cd"ef');
  expect(masking.text('{"t":"ab\\/cd\\"ef","u":"ab/cd\\"ef"} ab/cd"ef')).toBe(
    '{"t":"<task token>","u":"<task token>"} <task token>',
  );
});

test('a short value is no secret: masking it would mask everything', () => {
  const masking = new Masking();
  masking.add('a', '<x>');
  masking.add(undefined, '<x>');
  expect(masking.text('banana')).toBe('banana');
});

test('a secret inside of another is masked with it', () => {
  const masking = new Masking();
  masking.add('secret', '<short>');
  masking.add('secret-of-secrets', '<long>');
  expect(masking.text('secret-of-secrets secret')).toBe('<long> <short>');
});

test('a secret that a text was cut in is masked, too', () => {
  const masking = new Masking();
  masking.addToken(TOKEN);
  expect(masking.text(`expected '${TOKEN.slice(0, 20)}…', and ${TOKEN}`)).toBe(
    "expected '<task token>…', and <task token>",
  );
  expect(masking.text('AAAAKga')).toBe('AAAAKga');
});

test('a text that is masked stays JSON, within JSON, too', () => {
  const inner = JSON.stringify({
    authorization: 'Credential=AKID/x, Signature=abc',
    url: '?X-Amz-Security-Token=a\\b',
  });
  const outer = JSON.stringify({ inner, half: '\ud800' });
  const masking = new Masking();
  masking.add('a secret with half a character \ud800', '<x>');
  const masked = JSON.parse(masking.text(outer)) as { inner: string };
  expect(JSON.parse(masked.inner)).toMatchObject({ authorization: 'Credential=<credential>, Signature=<signature>' });
});

test('a credential whose slashes are escaped is masked whole', () => {
  expect(new Masking().text('X-Amz-Security-Token=ab\\/cd\\/ef&x')).toBe('X-Amz-Security-Token=<credential>&x');
});
