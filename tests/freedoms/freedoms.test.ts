import { afterEach, describe, expect, test } from 'vitest';
import { together } from '../../cli/measure/freedoms.js';
import { type HostedEngine, hostEngine } from '../../cli/measure/host.js';
import type { Deviation } from '../../engine/fault.js';
import { loadFreedoms } from '../../freedoms/index.js';

const freedoms = await loadFreedoms();
const hosted: HostedEngine[] = [];

afterEach(async () => {
  await Promise.all(hosted.splice(0).map((engine) => engine.close()));
});

async function host(deviation?: Deviation): Promise<string> {
  const engine = await hostEngine(deviation, { edition: 'current', region: 'us-east-1', seed: 7, lambdaEndpoint: '' });
  hosted.push(engine);
  return engine.url;
}

interface Seen {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

async function call(url: string, operation: string, input: object): Promise<Seen> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
    body: JSON.stringify(input),
  });
  const { date: _date, 'x-amzn-requestid': _id, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, text: await response.text() };
}

const branch = (first: string, second: string) => ({
  StartAt: first,
  States: { [first]: { Type: 'Pass', Next: second }, [second]: { Type: 'Pass', End: true } },
});
const branches = [branch('A', 'B'), branch('C', 'D')];
const twoBranches = { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: branches, End: true } } };
const hold = { StartAt: 'Hold', States: { Hold: { Type: 'Wait', Seconds: 60, Comment: 'Ü', End: true } } };
const roleArn = 'arn:aws:iam::123456789012:role/any';

/** Calls that between them meet every freedom. */
async function visit(url: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const ask = async (operation: string, input: object): Promise<Record<string, string>> => {
    const answer = await call(url, operation, input);
    seen.push(answer);
    return answer.text.startsWith('{') ? (JSON.parse(answer.text) as Record<string, string>) : {};
  };
  for (const name of ['a', 'b', 'c']) await ask('CreateActivity', { name });
  await ask('ListActivities', { maxResults: 2 });
  await ask('ListActivities', {});
  const holding = await ask('CreateStateMachine', { name: 'hold', definition: JSON.stringify(hold), roleArn });
  const { executionArn } = await ask('StartExecution', { stateMachineArn: holding.stateMachineArn });
  await ask('DescribeExecution', { executionArn });
  await ask('StopExecution', { executionArn });
  await ask('DescribeExecution', { executionArn });
  const both = await ask('CreateStateMachine', { name: 'both', definition: JSON.stringify(twoBranches), roleArn });
  const run = await ask('StartExecution', { stateMachineArn: both.stateMachineArn, name: 'one' });
  await ask('GetExecutionHistory', { executionArn: run.executionArn, maxResults: 1_000 });
  await ask('TagResource', { resourceArn: both.stateMachineArn, tags: [{ key: 'k', value: 'v' }] });
  expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200));
  await ask('DescribeExecution', { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:both:nobody' });
  return seen;
}

describe('a freedom', () => {
  test.each(freedoms.map((freedom) => [freedom.id, freedom] as const))(
    '%s shows in what is answered',
    async (_, freedom) => {
      expect(await visit(await host(freedom))).not.toEqual(await visit(await host()));
    },
  );

  test('nothing shows where there is none', async () => {
    expect(await visit(await host())).toEqual(await visit(await host()));
  });
});

test('all at once, tokens still open the next page, and errors are still known', async () => {
  const url = await host(together(freedoms));
  for (const name of ['a', 'b', 'c', 'd']) await call(url, 'CreateActivity', { name });
  const walk = async (): Promise<string[]> => {
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const { text } = await call(url, 'ListActivities', { maxResults: 4, ...(nextToken && { nextToken }) });
      const page = JSON.parse(text) as { activities: { name: string }[]; nextToken?: string };
      expect(page.activities.length).toBeLessThan(4);
      names.push(...page.activities.map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return names.sort();
  };
  expect(await walk(), 'what is new is late').toEqual([]);
  await walk();
  expect(await walk(), 'and then there').toEqual(['a', 'b', 'c', 'd']);
  const refused = await call(url, 'DescribeActivity', { activityArn: 'x' });
  expect(refused.status).toBe(400);
  expect(JSON.parse(refused.text)).toMatchObject({ __type: 'InvalidArn' });
});
