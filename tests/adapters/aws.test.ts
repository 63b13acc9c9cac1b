import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkedPrefix, checkedRegion, checkedRole, endpointOf, isAwsHost } from '../../adapters/aws/account.js';
import { adapter } from '../../adapters/aws/adapter.js';
import { type CaseCost, planOf } from '../../adapters/aws/plan.js';
import { Sweep } from '../../adapters/aws/sweep.js';
import { ProbeClient } from '../../adapters/probe-client.js';
import { adapter as urlAdapter } from '../../adapters/url/adapter.js';
import { serveEngine } from '../../engine/index.js';
import { packageRoot } from '../../specs/package-root.js';
import { emptyFolder, PART, reportIn, run, start } from '../cli/command-line.js';

const KEYS = { AKIDCONFORMANCE1234: 'a secret/key' };
const credentials = { accessKeyId: 'AKIDCONFORMANCE1234', secretAccessKey: KEYS.AKIDCONFORMANCE1234 };
const roleArn = 'arn:aws:iam::123456789012:role/conformance';
const region = 'us-east-1';
const isBuilt = existsSync(join(packageRoot, 'dist', 'cli', 'main.js'));

afterEach(() => vi.unstubAllEnvs());

/** The engine in the place of AWS: it checks every signature. No test sends anything to AWS itself. */
async function standIn(clock: 'real' | 'virtual' = 'real') {
  const served = await serveEngine({ clock, keys: KEYS });
  onTestFinished(() => served.close());
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', served.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  vi.stubEnv('AWS_REGION', '');
  vi.stubEnv('AWS_DEFAULT_REGION', '');
  const client = new ProbeClient({ url: served.url, region, credentials, timeoutMs: 5_000 });
  onTestFinished(() => client.close());
  const list = async (operation: string, member: string) => {
    const answer = await client.call(operation, {});
    if (answer.kind === 'failed' || answer.status !== 200) throw new Error(JSON.stringify(answer));
    return answer.body?.[member] as { readonly name: string }[];
  };
  const names = async (operation: string, member: string) => (await list(operation, member)).map(({ name }) => name);
  return {
    served,
    client,
    machines: () => names('ListStateMachines', 'stateMachines'),
    activities: () => names('ListActivities', 'activities'),
  };
}

const waiting = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9_999, End: true } } });

describe('what real AWS needs to be told', () => {
  test.each([
    [() => checkedRole(undefined), /needs a role .*--role-arn/],
    [() => checkedRole('arn:aws:iam::1:role/x'), /no ARN of a role/],
    [() => checkedRegion(undefined), /needs a region/],
    [() => checkedRegion('moon'), /no region of AWS/],
    [() => checkedPrefix('a-b'), /not 3 to 8 letters/],
    [() => endpointOf(region, { AWS_ENDPOINT_URL_SFN: 'x' }), /no http or https URL/],
  ])('is refused with one sentence when it is wrong (%#)', (check, sentence) => {
    expect(check).toThrow(
      expect.objectContaining({ name: 'TargetUsageError', message: expect.stringMatching(sentence) }),
    );
  });

  test('decides the account and the address', () => {
    expect(checkedRole(roleArn).accountId).toBe('123456789012');
    expect(endpointOf('eu-west-1', {})).toEqual({ url: 'https://states.eu-west-1.amazonaws.com/', isAws: true });
    expect(endpointOf('cn-north-1', {}).url).toBe('https://states.cn-north-1.amazonaws.com.cn/');
    expect(endpointOf(region, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toMatchObject({ isAws: false });
    expect(['states.us-east-1.amazonaws.com', 'x.api.aws', 'amazonaws.com.example.org'].map(isAwsHost)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('is never a URL', async () => {
    const started = urlAdapter.start({
      url: 'https://states.us-east-1.amazonaws.com',
      region,
      edition: 'current',
      seed: 1,
    });
    await expect(started).rejects.toThrow(/judged only by its name/);
  });
});

describe('a plan', () => {
  const cost = (given: Partial<CaseCost>): CaseCost => ({
    calls: { StartExecution: 2 },
    transitions: 3,
    expressExecutions: 1,
    realMs: 500,
    foreignNames: [],
    ...given,
  });

  test('adds up, and leaves out what takes or costs too much or could not be cleaned', () => {
    const costs = new Map([
      ['a', cost({})],
      ['b', cost({ calls: { StartExecution: 1, ListActivities: 9 } })],
      ['long', cost({ realMs: 7_200_000 })],
      ['dear', cost({ transitions: 25_000 })],
      ['foreign', cost({ foreignNames: ['x'.repeat(80)] })],
    ]);
    const plan = planOf(costs, { caseMs: 60_000, transitions: 1_000 });
    expect(plan).toMatchObject({ cases: 2, transitions: 6, expressExecutions: 2, realMs: 1_000 });
    expect(plan.calls).toEqual([
      ['ListActivities', 9],
      ['StartExecution', 3],
    ]);
    expect(plan.leaveOut).toEqual({
      long: 'Its executions take 7200 s on a real clock, and --timeout allows 60 s.',
      dear: 'It costs 25000 state transitions, and a case may cost 1000.',
      foreign: expect.stringMatching(/^It makes something named "x+", which a clean-up could not tell/),
    });
  });
});

describe('the clean-up', () => {
  test('finds what begins in our way, stops what runs, and leaves the rest', async () => {
    const { client, machines, activities, served } = await standIn();
    for (const name of ['sfnconf-ab12-c-1', 'sfnconf-ab12-c-2', 'sfnconfection', 'mine']) {
      const created = await client.call('CreateStateMachine', { name, definition: waiting, roleArn });
      const stateMachineArn = created.kind === 'answered' ? created.body?.stateMachineArn : '';
      await client.call('StartExecution', { stateMachineArn });
      await client.call('CreateActivity', { name });
    }
    const sweep = new Sweep({ url: served.url, region, credentials });
    onTestFinished(() => sweep.close());
    const found = await sweep.find('sfnconf-');
    expect(found.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'activity sfnconf-ab12-c-1',
      'activity sfnconf-ab12-c-2',
      'state machine sfnconf-ab12-c-1',
      'state machine sfnconf-ab12-c-2',
    ]);
    for (const leftover of found) expect(await sweep.remove(leftover)).toBeUndefined();
    expect((await machines()).sort()).toEqual(['mine', 'sfnconfection']);
    expect((await activities()).sort()).toEqual(['mine', 'sfnconfection']);
    expect(served.engine.account().openExecutions).toBe(2);
  });

  test('with wrong keys says why', async () => {
    const { served } = await standIn();
    const sweep = new Sweep({ url: served.url, region, credentials: { ...credentials, secretAccessKey: 'no' } });
    onTestFinished(() => sweep.close());
    await expect(sweep.find('sfnconf-')).rejects.toThrow(/The account can't be read: .*InvalidSignatureException/);
  });

  test('is made when the target is stopped, however the run ended', async () => {
    const { client, machines } = await standIn();
    const running = await adapter.start({ region, askedRegion: region, roleArn, edition: 'current', seed: 1 });
    expect(running.info).toMatchObject({ name: 'aws-stand-in', accountId: '123456789012', throttles: true, roleArn });
    const name = `${running.info.namePrefix}c-1`;
    await client.call('CreateStateMachine', { name, definition: waiting, roleArn });
    expect(await machines()).toEqual([name]);
    await running.stop();
    await running.stop();
    expect(await machines()).toEqual([]);
  });
});

const title = 'run --target aws';
describe.skipIf(!isBuilt)(isBuilt ? title : `${title} (skipped: run \`npm run build\`)`, { timeout: 120_000 }, () => {
  const aws = ['run', '--target', 'aws', '--region', region, '--role-arn', roleArn];
  const one = ['--suite', 'sfn/start-execution', '--grep', 'name'];

  test('asks before anything is sent', async () => {
    const { served } = await standIn();
    const ended = await run(emptyFolder(), ...aws, ...one);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('give --yes to go on') });
    expect(served.engine.account().machines.size).toBe(0);
  });

  test('says what it will cost, runs signed, and leaves nothing', async () => {
    const { machines } = await standIn();
    const folder = emptyFolder();
    const { code, stdout, stderr } = await run(folder, ...aws, ...one, '--yes');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/costs {2}about \d+ state transitions? \(0\.\d\d USD/);
    expect(stdout).toMatch(/\d+ {2}StartExecution/);
    const { totals, target } = reportIn(folder, PART);
    expect(target.name).toBe('aws-stand-in');
    expect(totals).toMatchObject({ failed: 0, inconclusive: 0 });
    expect(totals.passed).toBeGreaterThan(0);
    expect(JSON.stringify(reportIn(folder, PART))).not.toContain(credentials.accessKeyId);
    expect(code).toBe(0);
    expect(await machines()).toEqual([]);
  });

  const slow = [...aws, '--suite', 'asl/cases', '--grep', 'interval', '--yes', '--workers', '1'];
  const begun = async (machines: () => Promise<string[]>) =>
    await vi.waitFor(async () => expect(await machines()).not.toEqual([]), { timeout: 90_000, interval: 20 });

  test('that is interrupted leaves nothing', async () => {
    const { machines } = await standIn();
    const running = start(emptyFolder(), ...slow);
    await begun(machines);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(3);
    expect(await machines()).toEqual([]);
  });

  test('that is killed leaves what `clean` lists, asks about, and deletes', async () => {
    const { machines } = await standIn();
    const folder = emptyFolder();
    const running = start(folder, ...slow);
    await begun(machines);
    running.child.kill('SIGKILL');
    await running.ended;
    const listed = await run(folder, 'clean', '--region', region);
    expect(listed).toMatchObject({ code: 3, stdout: expect.stringContaining('state machine  sfnconf-') });
    const cleaned = await run(folder, 'clean', '--region', region, '--yes', '--json');
    expect(JSON.parse(cleaned.stdout)).toMatchObject({ failed: [], deleted: expect.any(Number) });
    expect(cleaned.code).toBe(0);
    expect(await machines()).toEqual([]);
    expect((await run(folder, 'clean', '--region', region)).stdout).toContain('There is nothing in us-east-1');
  });
});
