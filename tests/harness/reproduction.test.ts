import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseBody } from '../../harness/context.js';
import '../../harness/matchers.js';
import type { CaseRecord } from '../../harness/record.js';
import { packageRoot } from '../../specs/package-root.js';
import { conforming, type FakeTarget, fakeTarget, type Reply, refusal } from './fake-target.js';
import { runOn, runOne } from './worker-for.js';

const run = promisify(execFile);

let curlIsHere = false;
beforeAll(async () => {
  curlIsHere = await run('curl', ['--version']).then(
    () => true,
    () => false,
  );
});

const shell = async (script: string) => (await run('sh', ['-c', script], { maxBuffer: 1e8 })).stdout;
const node = async (script: string) =>
  (await run(process.execPath, ['--input-type=module', '-e', script], { cwd: packageRoot })).stdout;

/** A target that keeps machines and executions by name, refuses a used name, and ends every execution as FAILED. */
function keeping(): (call: Parameters<typeof conforming>[0]) => Reply {
  const used = new Set<string>();
  const polls = new Map<string, number>();
  return (call) => {
    const { operation, input } = call;
    const name = String(input.name ?? 'none');
    switch (operation) {
      case 'CreateStateMachine':
      case 'CreateActivity': {
        if (used.has(name)) return refusal('StateMachineAlreadyExists');
        used.add(name);
        const kind = operation === 'CreateActivity' ? 'activity' : 'stateMachine';
        const arn = `arn:aws:states:us-east-1:123456789012:${kind}:${name}`;
        return { body: { [`${kind}Arn`]: arn, creationDate: 1.5e9 } };
      }
      case 'StartExecution':
        if (!used.has(String(input.stateMachineArn).split(':').at(-1)!)) return refusal('StateMachineDoesNotExist');
        return { body: { executionArn: `${String(input.stateMachineArn)}:e${call.count}`, startDate: 1.5e9 } };
      case 'DescribeExecution': {
        const arn = String(input.executionArn);
        const asked = (polls.get(arn) ?? 0) + 1;
        polls.set(arn, asked);
        const status = asked < 3 ? 'RUNNING' : 'FAILED';
        return { body: { executionArn: arn, stateMachineArn: 'm', name: 'e', status, startDate: 1.5e9 } };
      }
      case 'GetActivityTask':
        return {
          body: { taskToken: `token-of-${String(input.activityArn).split(':').at(-1)}/${call.count}==`, input: '{}' },
        };
      case 'SendTaskSuccess':
        return String(input.taskToken).startsWith('token-of-')
          ? refusal('TaskTimedOut', 'late')
          : refusal('InvalidToken');
      default:
        return conforming(call);
    }
  };
}

/** A case's record, and what its scripts do against the same target afterwards. */
async function repeated(body: CaseBody, target: FakeTarget) {
  const record = await runOne(runOn(target.url), body);
  expect(record.verdict).toBe('fail');
  return record;
}

async function bothScripts(record: CaseRecord): Promise<{ curl: string; sdk: string }> {
  return { curl: await shell(record.reproduction!.curl), sdk: await node(record.reproduction!.sdk) };
}

describe('the scripts of a failure, run again with sh, curl and node', () => {
  test('one request', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(() => refusal('InvalidArn', "it's no ARN"));
    const record = await repeated(
      async ({ sfn }) => expect(await sfn.describeActivity({ activityArn: "it's" })).toSucceed(),
      target,
    );
    const { curl, sdk } = await bothScripts(record);
    expect(curl).toMatch(/^HTTP\/1.1 400 Bad Request/);
    expect(curl).toContain('{"__type":"com.amazonaws.swf.service.v2.model#InvalidArn","message":"it\'s no ARN"}');
    expect(sdk).toBe("InvalidArn: it's no ARN\n");
    expect(target.calls.map(({ input }) => input.activityArn)).toEqual(["it's", "it's", "it's"]);
    expect(record.reproduction?.curl).toContain("# got: 400 InvalidArn: it's no ARN");
  });

  test('in the account of the case, where a header names it', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(keeping());
    const info = { isolation: 'account', accountHeader: 'x-moto-account-id' } as const;
    const record = await runOne(runOn(target.url, info), async ({ executions, machines, wire }) => {
      await wire.send({ target: 'ListActivities', body: '{"maxResults":1}', sign: false });
      const { executionArn } = await executions.start(await machines.create({ StartAt: 'A' }));
      expect(await executions.finish(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    });
    await bothScripts(record);
    const accounts = target.calls.map(({ request }) => request.headers['x-moto-account-id']);
    expect(accounts[0]).toMatch(/^\d{12}$/);
    expect(new Set(accounts).size).toBe(1);
    expect(target.calls.length).toBeGreaterThan(6);
  });

  test('a machine, an execution, and a wait for its end: with new names', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(keeping());
    const record = await repeated(async ({ executions, machines }) => {
      const machine = await machines.create({
        StartAt: "it's",
        States: { "it's": { Type: 'Pass', Comment: '$HOME `x` "q" \\ é', End: true } },
      });
      const { executionArn } = await executions.start(machine, { input: { a: "'" } });
      expect(await executions.finish(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    }, target);
    const sent = target.calls.length;
    const curl = await shell(record.reproduction!.curl);
    expect(curl).toContain('"status":"FAILED"');
    const [first, again] = [target.calls.slice(0, sent), target.calls.slice(sent)];
    expect(again[0]?.operation).toBe('CreateStateMachine');
    expect(again[0]?.input).toMatchObject({ definition: first[0]?.input.definition });
    expect(again[0]?.input.name).toMatch(new RegExp(`^${String(first[0]?.input.name)}-\\d+$`));
    expect(again[1]?.input).toEqual({
      stateMachineArn: again[0] && `arn:aws:states:us-east-1:123456789012:stateMachine:${String(again[0].input.name)}`,
      name: expect.stringMatching(new RegExp(`^${String(first[1]?.input.name)}-\\d+$`)),
      input: '{"a":"\'"}',
    });
    expect(again.at(-1)?.operation).toBe('DescribeExecution');
    expect(await node(record.reproduction!.sdk)).toContain("status: 'FAILED'");
  });

  test('a task token, that the target gives anew', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(keeping());
    const record = await repeated(async ({ activities, sfn }) => {
      const { arn } = await activities.create();
      const { taskToken } = (await sfn.getActivityTask({ activityArn: arn })).output;
      expect(await sfn.sendTaskSuccess({ taskToken, output: '{}' })).toSucceed();
    }, target);
    const { curl, sdk } = await bothScripts(record);
    expect(curl).toContain('TaskTimedOut');
    expect(sdk).toBe('TaskTimedOut: late\n');
    expect(record.reproduction?.curl).not.toContain('token-of-');
  });

  test('pages, by their tokens', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(({ input, count }) => {
      if (input.nextToken === undefined) return { body: { activities: [], nextToken: `page-${count}-token` } };
      return refusal('InvalidToken', `not ${String(input.nextToken)}`);
    });
    const record = await repeated(async ({ sfn }) => {
      const { nextToken } = (await sfn.listActivities({ maxResults: 1 })).output;
      expect(await sfn.listActivities({ maxResults: 1, nextToken })).toSucceed();
    }, target);
    const { curl, sdk } = await bothScripts(record);
    expect(curl).toContain('not page-3-token');
    expect(sdk).toContain('not page-5-token');
  });

  test('a body that is longer than a command line', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(() => refusal('InvalidExecutionInput'));
    const input = JSON.stringify(`${'a'.repeat(262_140)}b`);
    const record = await repeated(
      async ({ sfn }) => expect(await sfn.startExecution({ stateMachineArn: 'm', input })).toSucceed(),
      target,
    );
    expect(record.reproduction!.curl.length).toBeLessThan(1_500);
    await bothScripts(record);
    expect(target.calls.map((call) => call.input.input === input)).toEqual([true, true, true]);
  });

  test('a request that no client would send', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(() => ({ status: 200, body: {} }));
    const record = await repeated(async ({ wire }) => {
      expect(
        await wire.send({
          target: 'ListActivities',
          body: '{"maxResults":',
          contentType: 'application/json',
          headers: { 'x-extra': "it's" },
        }),
      ).toFailWith('SerializationException');
    }, target);
    const { curl } = await bothScripts(record);
    expect(curl).toMatch(/^HTTP\/1.1 200 OK/);
    const [first, again] = target.calls;
    expect(again?.body).toBe('{"maxResults":');
    for (const header of ['x-amz-target', 'content-type', 'x-extra']) {
      expect(again?.request.headers[header]).toBe(first?.request.headers[header]);
    }
    expect(record.reproduction?.sdk).toContain("can't send this request");
  });

  test('a request without a content type, by another method', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(() => ({ status: 200, body: {} }));
    const record = await repeated(async ({ wire }) => {
      expect(
        await wire.send({ method: 'PUT', path: '/a/b?c=d', contentType: null, body: 'x', sign: false }),
      ).toFailWith('X');
    }, target);
    await bothScripts(record);
    const again = target.calls[1]!.request;
    expect([again.method, again.url, again.headers['content-type'], again.headers.authorization]).toEqual([
      'PUT',
      '/a/b?c=d',
      undefined,
      undefined,
    ]);
  });

  test('keys: those of the environment, when the target looks at them', async ({ skip }) => {
    skip(!curlIsHere, 'curl is not installed');
    const target = await fakeTarget(() => refusal('AccessDeniedException'));
    const credentials = { accessKeyId: 'AKIDREALKEY00000', secretAccessKey: 'verysecretaccesskey' };
    const record = await runOne(runOn(target.url, { credentials }), async ({ sfn }) =>
      expect(await sfn.listActivities()).toSucceed(),
    );
    const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
    await run('sh', ['-c', record.reproduction!.curl], { env: { ...process.env, ...keys } });
    const [first, again] = target.calls.map(({ request }) => request.headers.authorization);
    expect(again?.split('/').slice(0, 4)).toEqual(first?.split('/').slice(0, 4));
    expect(again).toContain('/us-east-1/states/aws4_request');
  });
});

test('what the case tried before and the failure does not need is left out', async () => {
  const target = await fakeTarget((call) =>
    call.operation === 'ListExecutions' ? refusal('InvalidArn') : keeping()(call),
  );
  const record = await repeated(async ({ machines, sfn }) => {
    const machine = await machines.create({});
    await sfn.describeExecution({ executionArn: 'another' });
    await sfn.startExecution({ stateMachineArn: 'refused' });
    expect(await sfn.listExecutions({ stateMachineArn: machine.arn })).toSucceed();
  }, target);
  const operations = [...record.reproduction!.curl.matchAll(/sfn (\w+) /g)].map(([, name]) => name);
  expect(operations).toEqual(['CreateStateMachine', 'ListExecutions']);
});
