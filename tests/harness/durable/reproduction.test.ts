import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createDurableService } from '../../../engine/durable/index.js';
import { serveEngine } from '../../../engine/index.js';
import { encodeRequest } from '../../../harness/durable/encode.js';
import { DURABLE_EDITION, type LambdaOperation } from '../../../harness/durable/operations.js';
import type { Exchange } from '../../../harness/exchange.js';
import { reproductionOf, type Situation } from '../../../harness/reproduction/index.js';
import { loadSpec } from '../../../specs/load.js';
import { packageRoot } from '../../../specs/package-root.js';

const run = promisify(execFile);
const curlIsHere = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

/** Calls of Lambda's API to a served engine, kept as a case keeps them. */
async function called(url: string, calls: readonly (readonly [LambdaOperation, object])[]): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  let arn = '';
  for (const [index, [operation, input]] of calls.entries()) {
    const given = JSON.parse(JSON.stringify(input).replaceAll('<arn>', arn)) as Record<string, unknown>;
    const { operations } = loadSpec('durable', DURABLE_EDITION);
    const { method, path, headers, body } = encodeRequest(operations[operation]!, given);
    const answer = await fetch(`${url}${path}`, { method, headers: { ...headers }, ...(body === '' ? {} : { body }) });
    arn = answer.headers.get('x-amz-durable-execution-arn') ?? arn;
    exchanges.push({
      index,
      operation,
      role: 'case',
      via: 'wire',
      request: { method, url: `${url}${path}`, headers: { ...headers, authorization: 'signed' }, body },
      response: { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() },
      startedAt: 0,
      durationMs: 1,
      findings: [],
      output: {},
    });
  }
  return exchanges;
}

const CALLS: readonly (readonly [LambdaOperation, object])[] = [
  [
    'CreateFunction',
    {
      FunctionName: 'd-told-0',
      Role: 'arn:aws:iam::123456789012:role/r',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
      DurableConfig: { ExecutionTimeout: 600 },
    },
  ],
  ['Invoke', { FunctionName: 'd-told-0', Qualifier: '$LATEST', InvocationType: 'Event', Payload: '{}' }],
  ['StopDurableExecution', { DurableExecutionArn: '<arn>', ErrorType: 'Enough' }],
  ['GetDurableExecution', { DurableExecutionArn: '<arn>', IncludeExecutionData: true }],
];

async function reproduced() {
  const durable = createDurableService();
  const served = await serveEngine({ clock: 'real', mounts: [durable.mount] });
  onTestFinished(async () => {
    await served.close();
    await durable.close();
  });
  const exchanges = await called(served.url, CALLS);
  const situation: Situation = {
    url: served.url,
    region: 'us-east-1',
    keyId: '123456789012',
    auth: 'form',
    freshNames: ['d-told-0'],
    hostPrefix: false,
    mask: (text) => text,
  };
  return reproductionOf(exchanges, 3, situation, { expected: 'RUNNING', actual: 'STOPPED' })!;
}

test('the commands of a durable failure start an execution of their own, and show it again', async ({ skip }) => {
  if (!curlIsHere) skip('curl is not installed');
  const { curl } = await reproduced();
  expect(curl).toContain('/lambda/aws4_request');
  expect(curl).not.toContain('/states/');
  const { stdout } = await run('sh', ['-c', curl]);
  expect(stdout).toContain('"Status":"STOPPED"');
  expect(stdout).toContain('"ErrorType":"Enough"');
  expect(stdout).toMatch(/d-told-0-\d+/);
});

test('so does the script for the SDK', async () => {
  const { sdk } = await reproduced();
  expect(sdk).toContain("from '@aws-sdk/client-lambda'");
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', sdk], { cwd: packageRoot });
  expect(stdout).toContain("Status: 'STOPPED'");
  expect(stdout).toContain("ErrorType: 'Enough'");
});
